"""What is bought: names, food groups, storage, shelf life and allergens."""
