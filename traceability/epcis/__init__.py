"""EPCIS 2.0: typed rows rendered as events, and events read back."""
