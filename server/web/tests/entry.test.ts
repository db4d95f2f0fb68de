import { expect, test } from 'vitest'
import { type Key, press, pressDay, settled } from '../src/kitchen/entry'

const typed = (keys: string, places: number, whole?: number): string => [...keys].reduce((text, key) => press(text, key === '-' ? 'sign' : key === '<' ? 'erase' : (key as Key), places, whole), '')

test('enters a weight digit by digit', () => expect(typed('38.2', 3)).toBe('38.2'))
test('starts a fraction with its zero', () => expect(typed('.5', 3)).toBe('0.5'))
test('keeps one point only', () => expect(typed('3.4.5', 3)).toBe('3.45'))
test('stops at the places a scale has', () => expect(typed('1.23456', 3)).toBe('1.234'))
test('stops at one place for a temperature', () => expect(typed('3.45', 1, 3)).toBe('3.4'))
test('drops a leading zero when a digit follows', () => expect([typed('007', 3), typed('0.07', 3)]).toEqual(['7', '0.07']))
test('stops a number that is too long', () => expect(typed('1234567', 3)).toBe('12345'))
test('turns the sign before and after the digits', () => expect([typed('-18', 1, 3), typed('18-', 1, 3), typed('18--', 1, 3)]).toEqual(['-18', '-18', '18']))
test('erases down to nothing, sign included', () => expect([typed('3.4<', 1), typed('-<', 1), typed('<', 1)]).toEqual(['3.', '', '']))
test('settles only whole numbers', () => expect(['', '-', '3.', '3.40', '-0', '-0.0', '-18'].map(settled)).toEqual(['', '', '3', '3.40', '0', '0.0', '-18']))

const date = (keys: string): string => [...keys].reduce((text, key) => pressDay(text, key === '<' ? 'erase' : (key as Key)), '')
test('writes a date as labels print it', () => expect(date('20261123')).toBe('2026-11-23'))
test('ignores what is more than a date', () => expect(date('2026112399')).toBe('2026-11-23'))
test('erases across the dashes of a date', () => expect([date('20261<'), date('20261<<'), date('2026.')]).toEqual(['2026', '202', '2026']))
