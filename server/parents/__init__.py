"""The parents' page: a canteen's menu in HTML without a script, and the poster whose QR code leads to it."""
