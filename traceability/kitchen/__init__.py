"""The kitchen: menus, stock, cook, serve, dispatch, retain, dispose, temperatures."""
