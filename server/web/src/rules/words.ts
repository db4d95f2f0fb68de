// The texts of the rules; they come with their screen.
import { i18n } from '../lib/i18n.svelte'
import { rules as en } from '../lib/messages/en/rules'
import { rules as zh, type RulesTexts } from '../lib/messages/zh/rules'

export const words = (): RulesTexts => (i18n.lang === 'en' ? en : zh)
export const beneath = (): RulesTexts => (i18n.lang === 'en' ? zh : en)
