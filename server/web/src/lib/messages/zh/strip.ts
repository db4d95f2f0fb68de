// 屏幕最上边的一条：没有 HTTPS、时钟不准、有新版本。
export const strip = {
  noHttps: '没有 HTTPS：离线重开、扫码、拍照都用不了。请运维人员按部署说明装证书。',
  clockAhead: (time: string) => `这台平板的时钟快了${time}。`,
  clockBehind: (time: string) => `这台平板的时钟慢了${time}。`,
  clockMore: '照常登记，时差会一起记下。请在平板的设置里打开“自动确定日期和时间”。',
  time: { days: (count: number) => `${count} 天`, hours: (count: number) => `${count} 小时`, minutes: (count: number) => `${count} 分钟` },
  release: '有新版本',
  releaseTake: '点这里更新，填的都在',
}
