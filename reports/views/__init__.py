"""Views: figures and words of one page each, ready for its template. Nothing here reads anything but the month."""
