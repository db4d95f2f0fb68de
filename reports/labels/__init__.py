"""Labels for goods: what a batch in the store is, and a code that the tablet reads as that batch."""
