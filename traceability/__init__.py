"""The record and the trace: no HTTP, no PDF, no clocks of its own."""
