// 收货时写的产地和肉类票证，用到时才载入。
export const origin = {
  open: '产地和票证',
  openMore: { pork: '猪肉票证', beef_mutton: '牛羊肉票证', poultry: '禽肉票证' } as Record<string, string>,
  lacking: '还没写',
  title: '产地和票证',
  more: '照标签、肉品上的印章和随货的证写；没有的空着，空着也照收。',
  country: '标签上的国家或地区',
  unseen: '没看',
  label: '进口食品有没有中文标签',
  labels: { yes: '有', no: '没有', unseen: '没看' },
  slaughterhouse: '屠宰厂（名称或印章代码）',
  quarantine: '动物检疫合格证明编号',
  inspection: '肉品品质检验合格证编号',
  asf: '非洲猪瘟检测报告编号',
  done: '写好了',
}
export type OriginTexts = typeof origin
