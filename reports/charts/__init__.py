"""Charts: plain SVG in the page, labels on the marks. Each takes figures and words, and returns escaped markup."""
