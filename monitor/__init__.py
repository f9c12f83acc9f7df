"""The project itself: settings, addresses, accounts, roles and the staff site."""
