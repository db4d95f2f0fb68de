export const enrol = {
  title: '登记这台平板',
  more: '登记后，这台平板归食堂共用，记录由它上传，不用每个人登录。',
  go: '登记',
  failed: '登记码不对或已过期。请管理员再出一个。',
}
