"""What is bought: ingredients with aliases, storage, allergens and shelf life."""
