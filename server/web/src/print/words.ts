// The texts of printing and of typing in from paper; they come with this part of the app, not with the first screen.
import { i18n } from '../lib/i18n.svelte'
import { print as en } from '../lib/messages/en/print'
import { type PrintTexts, print as zh } from '../lib/messages/zh/print'

export const words = (): PrintTexts => (i18n.lang === 'en' ? en : zh)
export const wordsBeneath = (): PrintTexts => (i18n.lang === 'en' ? zh : en)
