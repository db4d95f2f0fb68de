"""Stories: what happens to people, told through the verbs and the API."""
