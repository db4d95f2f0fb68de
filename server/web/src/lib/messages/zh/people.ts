export const people = {
  who: '谁在用这台平板？',
  another: '换一个人',
  wrong: 'PIN 不对，再试一次。',
  paused: '错了五次，请等一分钟。',
  entered: (count: number) => `已输入 ${count} 位，共 4 位`,
  nobody: '还没有人有 PIN',
  nobodyMore: '请食堂管理员在“人员与平板”里添加。',
  tablet: '共用平板',
}
