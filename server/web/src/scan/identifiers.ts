// The application identifiers (AIs) of GS1 element strings, as this app's own table.
// Source of the facts: GS1 Barcode Syntax Dictionary (GS1 AISBL, Apache-2.0), release of July 2026.
import type { Check } from './checks'

export type CharacterSet = 'N' | 'X' | 'Y' | 'Z'
/** A part of a value: its characters, least and most length, and the checks of its content. */
export interface Part { set: CharacterSet; least: number; most: number; optional: boolean; checks: Check[] }
export interface Identifier {
  ai: string
  /** Its length is known from its first two digits, so that no separator has to follow. */
  fixed: boolean
  /** May stand in a Digital Link's query. */
  inQuery: boolean
  parts: Part[]
  /** One of these groups of AIs must be there too; an n stands for any digit. */
  needs: string[][]
  /** None of these AIs may be there. */
  bars: string[]
  /** For a primary key of a Digital Link: the orders in which others may follow it in the path. */
  qualifiers: string[][] | null
}

/* Columns: AIs; f = fixed, p = path only in a Digital Link; parts; needs; bars; qualifiers of a key, - for none.
   413-416 are four AIs, and 310-316:5 are 3100 to 3105, 3110 to 3115 and so on, where the last digit counts decimals.
   N X Y Z: digits, GS1's sets of 82 and 39 characters, base64url. `item` needs 01, 02, 03, 8006 or 8026; = bars the same
   AI with other decimals. A part in brackets may be missing. */
const TABLE = `
  00                        ; f ; N18,csum                            ;                         ;                   ; -
  01                        ; f ; N14,csum                            ;                         ; 255 37            ; 22 10 21 / 235
  02                        ; f ; N14,csum                            ; 37                      ; 01 03
  03                        ; fp; N14,csum                            ;                         ; 01 02 37 235
  10                        ;   ; X..20                               ; item
  11 13 15 16               ; f ; N6,yymmd0                           ; item
  12                        ; f ; N6,yymmd0                           ; 8020
  17                        ; f ; N6,yymmd0                           ; 01 02 03 255 8006 8026
  20                        ; f ; N2                                  ; item
  21                        ; p ; X..20                               ; 01 03 8006              ; 235
  22                        ; p ; X..20                               ; 01
  235                       ; p ; X..28                               ; 01
  240 241                   ;   ; X..30                               ; item
  242                       ;   ; N..6                                ; 01 02 8006 8026
  243                       ;   ; X..20                               ; 01 03
  250                       ;   ; X..30                               ; 01+21 03+21 8006+21
  251                       ;   ; X..30                               ; 01 03 8006
  253                       ;   ; N13,csum [X..17]                    ;                         ;                   ; -
  254                       ; p ; X..20                               ; 414
  255                       ;   ; N13,csum [N..12]                    ;                         ; 01 02 415 8006 8020 8026; -
  30                        ;   ; N..8                                ; 01 02
  310-316:5 320-329:5 350-352:5 356-357:5 360-361:5 364-366:5; f ; N6                                  ; 01 02                   ; =
  330-336:5 340-349:5 353-355:5 362-363:5 367-369:5; f ; N6                                  ; 00 01                   ; =
  337:5                     ; f ; N6                                  ; 01                      ; =
  37                        ;   ; N..8                                ; 00+02 00+8026
  390:9                     ;   ; N..15                               ; 255 8020                ; = 391n 394n 8111
  391:9                     ;   ; N3,iso4217 N..15                    ; 8020                    ; =
  392:9                     ;   ; N..15                               ; 01+30 01+31nn 01+32nn 01+35nn 01+36nn; = 393n
  393:9                     ;   ; N3,iso4217 N..15                    ; 30 31nn 32nn 35nn 36nn  ; =
  394:3                     ;   ; N4                                  ; 255                     ; = 8111
  395:5                     ;   ; N6                                  ; 30 31nn 32nn 35nn 36nn  ; 392n 393n 395n 8005
  400 7023 90               ;   ; X..30
  401                       ;   ; X..30                               ;                         ;                   ; -
  402                       ;   ; N17,csum                            ;                         ;                   ; -
  403 4308 4319             ;   ; X..30                               ; 00
  410-413 416               ; f ; N13,csum
  414                       ; f ; N13,csum                            ;                         ;                   ; 254 / 7040
  415                       ; f ; N13,csum                            ; 8020                    ;                   ; 8020
  417                       ; f ; N13,csum                            ;                         ;                   ; 7040
  420                       ;   ; X..20                               ;                         ; 421
  421                       ;   ; N3,iso3166 X..9                     ;                         ; 4307
  422                       ;   ; N3,iso3166                          ; item                    ; 426
  423 425                   ;   ; N3,iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166; 01 02 03                ; 426
  424                       ;   ; N3,iso3166                          ; 01 02 03                ; 426
  426                       ;   ; N3,iso3166                          ; 01 02 03
  427                       ;   ; X..3                                ; 01+422 02+422 03+422
  4300 4301 4310 4311 4320  ;   ; X..35,pcenc                         ; 00
  4302 4304-4306 4312 4314-4316;   ; X..70,pcenc                         ; 00
  4303                      ;   ; X..70,pcenc                         ; 4302
  4307 4317                 ;   ; X2,iso3166alpha2                    ; 00
  4309                      ;   ; N10,latitude N10,longitude          ; 00
  4313                      ;   ; X..70,pcenc                         ; 4312
  4318                      ;   ; X..20                               ; 00
  4321-4323                 ;   ; N1,yesno                            ; 00
  4324 4325                 ;   ; N6,yymmd0 N4,hhmi                   ; 00
  4326                      ;   ; N6,yymmdd                           ; 00
  4330                      ;   ; N6 [X1],hyphen                      ; 00                      ; 4331
  4331                      ;   ; N6 [X1],hyphen                      ; 00                      ; 4330
  4332                      ;   ; N6 [X1],hyphen                      ; 00                      ; 4333
  4333                      ;   ; N6 [X1],hyphen                      ; 00                      ; 4332
  7001                      ;   ; N13                                 ; 01 02 8006 8026
  7002                      ;   ; X..30                               ; 01 02
  7003                      ;   ; N6,yymmdd N4,hhmi                   ; 01 02 03
  7004                      ;   ; N..4                                ; 01+10 03+10
  7005                      ;   ; X..12                               ; 01 02
  7006                      ;   ; N6,yymmdd                           ; 01 02
  7007                      ;   ; N6,yymmdd [N6],yymmdd               ; 01 02
  7008                      ;   ; X..3                                ; 01 02
  7009                      ;   ; X..10                               ; 01 02
  7010                      ;   ; X..2                                ; 01 02 03
  7011                      ;   ; N6,yymmdd [N4],hhmi                 ; 01 02 03
  7020                      ;   ; X..20                               ; 01+416 03+416 8006+416
  7021 8012                 ;   ; X..20                               ; 01 03 8006
  7022                      ;   ; X..20                               ; 01+7021 03+7021 8006+7021
  7030-7039                 ;   ; N3,iso3166999 X..27                 ; 01 02
  7040                      ; p ; N1 X1 X1 X1,importeridx
  7041                      ; p ; X..4,packagetype                    ; 00
  710-717                   ;   ; X..20                               ; 01
  7230-7239                 ;   ; X2 X..28                            ; 01 8004
  7240                      ;   ; X..20                               ; 01 8006                 ; 03
  7241                      ;   ; N2,mediatype                        ; 8017 8018
  7242                      ;   ; X..25                               ; 8017 8018
  7250                      ;   ; N8,yyyymmdd                         ; 8018                    ; 7251
  7251                      ;   ; N8,yyyymmdd N4,hhmi                 ; 8018                    ; 7250
  7252                      ;   ; N1,iso5218                          ; 8018
  7253 7254                 ;   ; X..40,pcenc                         ; 8017 8018               ; 7256 7259
  7255                      ;   ; X..10                               ; 8017 8018               ; 7256 7259
  7256                      ;   ; X..90,pcenc                         ; 8017 8018
  7257                      ;   ; X..70,pcenc                         ; 8018
  7258                      ;   ; X3,posinseqslash                    ; 8018+7259
  7259                      ;   ; X..40,pcenc                         ; 8018                    ; 7256
  8001                      ;   ; N4,nonzero N5,nonzero N3,nonzero N1,winding N1; 01
  8002                      ;   ; X..20
  8003                      ;   ; N1,zero N13,csum [X..16]            ;                         ;                   ; -
  8004                      ;   ; X..30                               ;                         ;                   ; 7040
  8005                      ;   ; N6                                  ; 01 02
  8006                      ;   ; N14,csum N4,pieceoftotal            ;                         ; 01 03 37          ; 22 10 21
  8007                      ;   ; X..34,iban                          ; 415
  8008                      ;   ; N6,yymmdd N2,hh [N2],mi [N2],ss     ; 01 02 03
  8009                      ;   ; X..50                               ; 00 01 03
  8010                      ;   ; Y..30                               ;                         ;                   ; 8011
  8011                      ; p ; N..12,nozeroprefix                  ; 8010
  8013                      ;   ; X..25,csumalpha                     ;                         ;                   ; -
  8014                      ; p ; X..25,csumalpha,hasnondigit         ; 01
  8017                      ;   ; N18,csum                            ;                         ; 8018              ; 8019
  8018                      ;   ; N18,csum                            ;                         ; 8017              ; 8019
  8019                      ; p ; N..10                               ; 8017 8018
  8020                      ; p ; X..25                               ; 415
  8026                      ;   ; N14,csum N4,pieceoftotal            ; 37                      ; 02 03 8006
  8030                      ;   ; Z..90                               ; 00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018
  8040                      ; p ; N15                                 ; 01+21
  8041                      ; p ; N15                                 ; 01+21+8040
  8042                      ; p ; N32                                 ; 01+21+8040
  8043                      ; p ; N18 [N..2]                          ; 01+21+8040
  8110                      ;   ; X..70,couponcode
  8111                      ;   ; N4                                  ; 255
  8112                      ;   ; X..70,couponposoffer
  8200                      ; p ; X..70                               ; 01
  91-99                     ;   ; X..90
`

function part(text: string): Part {
  const [shape = '', ...checks] = text.replace(/[[\]]/g, '').split(',')
  const [, set, upTo, most] = /^([NXYZ])(\.\.)?(\d+)$/.exec(shape) ?? []
  return { set: set as CharacterSet, least: upTo ? 1 : Number(most), most: Number(most), optional: text.startsWith('['), checks: checks as Check[] }
}

function numbers(text: string): string[] {
  return text.split(' ').flatMap((one) => {
    const [range = '', decimals] = one.split(':')
    const [first = '', last = first] = range.split('-')
    const all = Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => String(Number(first) + n).padStart(first.length, '0'))
    return decimals === undefined ? all : all.flatMap((base) => Array.from({ length: Number(decimals) + 1 }, (_, n) => `${base}${n}`))
  })
}

function row(line: string): Identifier[] {
  const [ais = '', flags = '', parts = '', needs = '', bars = '', qualifiers = ''] = line.split(';').map((cell) => cell.trim())
  const groups = needs.replace('item', '01 02 03 8006 8026').split(' ').filter(Boolean)
  return numbers(ais).map((ai) => ({
    ai,
    fixed: flags.includes('f'),
    inQuery: !flags.includes('p'),
    parts: parts.split(' ').map(part),
    needs: groups.map((group) => group.split('+')),
    bars: bars.split(' ').filter(Boolean).map((one) => (one === '=' ? `${ai.slice(0, 3)}n` : one)),
    qualifiers: qualifiers === '' ? null : qualifiers === '-' ? [] : qualifiers.split(' / ').map((order) => order.split(' ')),
  }))
}

const KNOWN = new Map(TABLE.trim().split('\n').flatMap(row).map((one) => [one.ai, one]))

export const identifier = (ai: string): Identifier | undefined => KNOWN.get(ai)

/** The identifier that a string begins with; no AI is the beginning of another. */
export const leading = (text: string): Identifier | undefined => KNOWN.get(text.slice(0, 2)) ?? KNOWN.get(text.slice(0, 3)) ?? KNOWN.get(text.slice(0, 4))

/** Whether an AI is the one named, where an n stands for any digit. */
export const matches = (ai: string, pattern: string): boolean => ai.length === pattern.length && [...pattern].every((char, n) => char === 'n' || char === ai[n])
