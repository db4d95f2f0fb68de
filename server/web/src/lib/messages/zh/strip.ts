// 屏幕最上边的一条：没有 HTTPS、时钟不准、有新版本、退出了还没告诉服务器。
export const strip = {
  noHttps: '没有 HTTPS：离线重开、扫码、拍照都用不了。请运维人员按部署说明装证书。',
  clockAhead: (time: string) => `这台平板的时钟快了${time}。`,
  clockBehind: (time: string) => `这台平板的时钟慢了${time}。`,
  clockMore: '照常登记，时差会一起记下。请在平板的设置里打开“自动确定日期和时间”。',
  time: { days: (count: number) => `${count} 天`, hours: (count: number) => `${count} 小时`, minutes: (count: number) => `${count} 分钟` },
  release: '有新版本',
  leave: '没有网络，照样退出吗？',
  leaveMore: '退出后，这台设备要等有网才能再登录。没送到的记录都留在这里，再登录就接着送。服务器要等网络回来才知道您退出了。',
  leaveYes: '照样退出',
  leaveNo: '先不退出',
  left: '已退出。服务器还不知道，网络一回来就告诉它；那时才能再登录。',
  releaseTake: '点这里更新，填的都在',
}
