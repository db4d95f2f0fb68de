"""English."""

TEXTS = {
    "subject": "[Mealtrace] {kind} {period}: {site}",
    "greeting": "Hello,",
    "ready": "the {kind} of {site} for {period} is ready: {pages} pages.",
    "attached": "The PDF is attached.",
    "linked": "The PDF has {megabytes} MB, too much for an attachment. Sign in to download it:",
    "link": "You can also sign in to download and check it:",
    "fingerprint": "SHA-256 of the file:",
    "fingerprint_more": "A download with the same value is this very file, to the byte. It proves technical integrity "
    "only, and says nothing about compliance.",
    "why": "This message was sent by a schedule of reports that {authority} set up; do not reply. "
    "To receive no more of them, tell whoever set it up.",
    "authority": "the education authority",
    "file": "{kind}-{period}-{site}.pdf",
}
