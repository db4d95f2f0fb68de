// Food drawings on a 48 by 48 field: filled shapes with a darker outline, told apart by silhouette before colour.
import { greens } from './greens'
import { type Stroke, stroke as s } from './stroke'

export const foods = {
  ...greens,
  tofu: [
    s('M6 17l18-8 18 8v15l-18 8-18-8z', '#c8ad72', '#fff8e6'),
    s('M6 17l18 8 18-8M24 25v15', '#c8ad72'),
    s('M12 27l5 2M31 30l6-3', '#e2cf9f'),
  ],
  leg: [
    s('M28 6c9 0 14 6 13 13-1 8-9 12-17 13l-4 4-7-7 4-5c1-8 4-18 11-18z', '#b9672f', '#e9a06b'),
    s('M30 11c4 0 7 3 7 7', '#fbe0c6'),
    s('M14 30l-5 5a3.5 3.5 0 1 0-2 6 3.500 3.500 0 1 0 6-2l6-5z', '#c9a57e', '#fff6ea'),
  ],
  meat: [
    s('M10 15c6-8 18-9 25-4 8 6 8 14 3 18-4 3-6 3-9 8-3 4-10 5-16 1-7-5-8-16-3-23z', '#9e3d33', '#e08a7c'),
    s('M15 19c5-5 13-6 18-2 4 4 3 7 0 9-4 2-6 4-8 7-3 3-7 2-9 0-4-4-4-11-1-14z', '#f8d6cc', '#d06e60'),
    s('M29 21a3 3 0 1 0 0-.01z', '#c9a57e', '#fff6ea'),
  ],
  fish: [
    s('M4 25c6-10 15-13 23-12 5 1 9 4 12 8l6-6c1 6 1 14 0 20l-6-6c-3 4-7 7-12 8-8 1-17-3-23-12z', '#3c6f8d', '#9cc4da'),
    s('M20 14c3 6 3 16 0 22M27 21l4 4-4 4', '#e4f1f7'),
    s('M12 23v.01', '#1d4868', 'none', 3.4),
  ],
  shrimp: [
    s('M40 16c-8-7-22-7-29 1-7 9-4 21 6 24 5 1 9-1 10-5-6 1-10-2-10-7 0-6 6-9 12-8 7 1 11-1 11-5z', '#b9532d', '#f0a07c'),
    s('M18 15l3 7M11 23l7 3M12 33l6-3', '#fbe0d3'),
    s('M36 16v.01M38 12c3-3 5-3 7-2', '#8e2f13', 'none', 2),
  ],
  egg: [
    s('M18 8c7 0 12 10 12 18a12 12 0 0 1-24 0C6 18 11 8 18 8z', '#bd8550', '#f3c9a0'),
    s('M32 17c6 0 10 8 10 14a10 10 0 0 1-20 0c0-6 4-14 10-14z', '#c99a68', '#fbe3c8'),
  ],
  milk: [
    s('M14 17l5-9h10l5 9v25H14z', '#7d97a6', '#f7fbfd'),
    s('M19 8V4h10v4M14 17h20', '#7d97a6'),
    s('M14 26h20v10H14z', '#4b84a5', '#b9d7e6'),
  ],
  grain: [
    s('M5 25h38c0 10-7 18-19 18S5 35 5 25z', '#8a6a3c', '#d9b98a'),
    s('M8 25c1-8 8-13 16-13s15 5 16 13z', '#cfc3a2', '#fffdf3'),
    s('M16 21l2-3M23 18l2-3M30 21l2-3M20 23l1-2M27 23l1-2', '#cfc3a2'),
  ],
  flour: [
    s('M13 13h22l4 26c0 3-3 5-6 5H15c-3 0-6-2-6-5z', '#a38a5c', '#f0e3c8'),
    s('M13 13c-1-4 1-7 4-8 4 3 10 3 14 0 3 1 5 4 4 8z', '#a38a5c', '#e2d0ab'),
    s('M24 37V24M24 29c-4 0-6-2-6-5 4 0 6 2 6 5zm0 0c4 0 6-2 6-5-4 0-6 2-6 5zm0 6c-4 0-6-2-6-5 4 0 6 2 6 5zm0 0c4 0 6-2 6-5-4 0-6 2-6 5z', '#a3762f', '#dcae5b', 1.2),
  ],
  oil: [
    s('M20 4h8v7l6 8v21c0 3-2 4-4 4H18c-2 0-4-1-4-4V19l6-8z', '#a3802a', '#fdf3d4'),
    s('M14 24h20v16c0 3-2 4-4 4H18c-2 0-4-1-4-4z', '#a3802a', '#ecc04e'),
    s('M20 8h8', '#a3802a'),
  ],
  spice: [
    s('M14 15h20l2 25c0 3-2 4-4 4H16c-2 0-4-1-4-4z', '#8e5a3a', '#f7ece0'),
    s('M15 6h18v9H15z', '#7a4530', '#b8734f'),
    s('M13.5 25h21l.8 10H12.700z', '#8e5a3a', '#c98a63'),
  ],
  basket: [
    s('M6 20h36l-4 21c0 2-2 3-4 3H14c-2 0-4-1-4-3z', '#8a6a3c', '#e4cb9c'),
    s('M12 20C13 10 18 5 24 5s11 5 12 15M18 27v10M24 27v10M30 27v10', '#8a6a3c'),
  ],
} satisfies Record<string, Stroke[]>
export type Food = keyof typeof foods

const BY_NAME: [RegExp, Food][] = [
  [/盐|糖|酱|醋|料酒|花椒|八角|味精|蚝油|老抽|生抽|胡椒|咖喱|酵母|\b(salt|sugar|sauce|vinegar|spice|yeast)\b/i, 'spice'],
  [/油$|\boil\b/i, 'oil'],
  [/豆腐|豆干|千张|腐竹|豆皮|tofu/i, 'tofu'],
  [/番茄|西红柿|圣女果|tomato/i, 'tomato'],
  [/茄|eggplant/i, 'eggplant'],
  [/黄瓜|西葫芦|丝瓜|苦瓜|冬瓜|cucumber|zucchini/i, 'cucumber'],
  [/南瓜|pumpkin/i, 'gourd'],
  [/辣椒|青椒|彩椒|pepper/i, 'pepper'],
  [/胡萝卜|carrot/i, 'carrot'],
  [/萝卜|radish/i, 'radish'],
  [/洋葱|大蒜|蒜头|onion|garlic/i, 'bulb'],
  [/姜|ginger/i, 'ginger'],
  [/莲藕|藕|lotus/i, 'lotus'],
  [/红薯|地瓜|山药|芋|茭白|yam|sweet potato/i, 'yam'],
  [/土豆|马铃薯|potato/i, 'root'],
  [/西兰花|菜花|花椰菜|broccoli|cauliflower/i, 'broccoli'],
  [/鲜玉米|corn on|sweet ?corn/i, 'corn'],
  [/菇|木耳|银耳|mushroom/i, 'mushroom'],
  [/四季豆|豇豆|扁豆|豆角|毛豆|豌豆|荷兰豆|大豆|黄豆|红豆|绿豆(?!芽)|黑豆|\bbeans?\b|\bpeas?\b/i, 'bean'],
  [/虾|shrimp|prawn/i, 'shrimp'],
  [/鱼|鲈|fish|bass/i, 'fish'],
  [/鸡蛋|鸭蛋|鹌鹑蛋|蛋$|\beggs?\b/i, 'egg'],
  [/鸡|鸭|chicken|duck/i, 'leg'],
  [/猪|牛[肉腩]|羊|肉|排骨|pork|beef|lamb/i, 'meat'],
  [/奶|乳|milk|yogh?urt|cheese/i, 'milk'],
  [/油麦菜/, 'leaf'],
  [/粉$|面|淀粉|粉条|flour|noodle|starch/i, 'flour'],
  [/米|稻|麦|\brice\b|millet|\boats?\b/i, 'grain'],
  [/大葱|小葱|韭|芹|蒜薹|莴笋|豆芽|香菜|leek|celery|sprout/i, 'stalk'],
  [/小白菜|pak choi/i, 'leaf'],
  [/白菜$|娃娃菜|圆白菜|包菜|生菜|cabbage|lettuce/i, 'cabbage'],
  [/油菜|菠菜|油麦菜|紫菜|海带|菜/i, 'leaf'],
  [/橙|橘|柑|柚|orange|tangerine/i, 'orange'],
  [/梨|pear/i, 'pear'],
  [/香蕉|banana/i, 'banana'],
  [/葡萄|提子|grape/i, 'grape'],
  [/西瓜|甜瓜|哈密瓜|melon/i, 'melon'],
]
const BY_GROUP: Record<string, Food> = {
  grain: 'grain', oil: 'oil', vegetable: 'leaf', mushroom: 'mushroom', fruit: 'apple', pork: 'meat', beef_mutton: 'meat', poultry: 'leg', egg: 'egg',
  milk: 'milk', soy: 'tofu', aquatic: 'fish', condiment: 'spice', dry_goods: 'bean', additive: 'spice',
}

const find = (patterns: [RegExp, Food][], text: string): Food | undefined => patterns.find(([pattern]) => pattern.test(text))?.[1]

/** The drawing that shows an ingredient best: its Chinese name first, then its English one, its food group, a basket. */
export function foodOf(name: string, nameEn: string, group: string): Food {
  return find(BY_NAME, name) ?? find(BY_NAME, nameEn) ?? BY_GROUP[group] ?? 'basket'
}
