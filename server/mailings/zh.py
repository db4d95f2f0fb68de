"""简体中文."""

TEXTS = {
    "subject": "【校餐溯源】{period} {kind}：{site}",
    "greeting": "您好：",
    "ready": "{site} {period}的{kind}已经生成，共 {pages} 页。",
    "attached": "PDF 随信附上。",
    "linked": "PDF 有 {megabytes} MB，太大，没有随信附上；请登录后下载：",
    "link": "也可以登录后下载、核对：",
    "fingerprint": "文件的 SHA-256：",
    "fingerprint_more": "下载的文件算出同一个值，就是这一份，一字节不差。它只证明技术上的完整，不代表合规结论。",
    "why": "这封信由“{authority}”设定的定时报告自动发出，请勿回复。不想再收到，请告诉设定的人。",
    "authority": "教育主管部门",
    "file": "{kind}-{period}-{site}.pdf",
}
