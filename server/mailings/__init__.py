"""Who hears of a finished report: the inbox of auditors, e-mail, webhooks; each once, and tried until it arrives."""
