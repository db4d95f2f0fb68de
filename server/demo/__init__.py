"""The demonstration district: tables of facts, a plan of what happens, and its writing through the verbs."""
