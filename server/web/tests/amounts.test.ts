import { expect, test } from 'vitest'
import { bytes, compare, convert, figures, kilograms, minus, plus, quantity, rough, yuan } from '../src/lib/amounts'

test('adds and subtracts without a float', () => expect([plus('0.1', '0.2'), minus('40', '6'), minus('3.4', '7')]).toEqual(['0.3', '34', '-3.6']))
test('compares by value, not by letters', () => expect([compare('9', '10'), compare('3.40', '3.4'), compare('-9', '-18')]).toEqual([-1, 0, 1]))
test('turns jin into kilograms exactly', () => expect([convert('76.4', '斤', 'kg'), convert('0.001', 'kg', '斤'), convert('5', 'l', 'kg')]).toEqual(['38.2', '0.002', null]))
test('turns millilitres into litres', () => expect([convert('630', 'ml', 'l'), convert('2', 'l', 'ml'), convert('1', 'ml', 'g')]).toEqual(['0.63', '2000', null]))
test('groups thousands and keeps every digit', () => expect([figures('1284'), figures('1234567.250'), figures(999)]).toEqual(['1,284', '1,234,567.250', '999']))
test('shows an absent amount as a dash, never as zero', () => expect([quantity(null, 'kg', 'zh-CN'), quantity('0', 'kg', 'zh-CN')]).toEqual(['—', '0 kg']))
test('names units in the reader’s language', () => expect([quantity('30', 'piece', 'zh-CN'), quantity('30', 'piece', 'en'), quantity('2', '斤', 'en')]).toEqual(['30 个', '30 pcs', '2 jin']))
test('keeps two places of money', () => expect([yuan('12.5'), yuan('1200'), yuan('0.05')]).toEqual(['¥12.50', '¥1,200.00', '¥0.05']))
test('weighs what has a mass, for drawing', () => expect([kilograms('500', 'g'), kilograms('2', 'l'), kilograms('12', 'piece'), kilograms(null, 'kg')]).toEqual([0.5, 2, 0, 0]))
test('says the size of a file', () => expect([bytes(1923000), bytes(48123), bytes(12)]).toEqual(['1.9 MB', '48 kB', '1 kB']))
test('rounds for a drawing and says so', () => expect([rough('113.98221'), rough('38.25'), rough('1200'), rough('0.125'), rough('0.0004')]).toEqual(['≈114', '38.25', '1,200', '0.125', '0.0004']))
