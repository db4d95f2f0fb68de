"""Organisations and sites, their licences, vetting and appointments."""
