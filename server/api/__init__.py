"""The handlers: permission, parsed body, one call, response."""
