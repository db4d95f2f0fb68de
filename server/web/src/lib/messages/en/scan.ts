// The texts of scanning: loaded with it, when it is first used.
import type { ScanTexts } from '../zh/scan'

export const scan: ScanTexts = {
  title: 'Scan the code on the package',
  close: 'Close',
  starting: 'Opening the camera…',
  looking: 'Hold the code in the frame, close up',
  photo: 'Take or choose a photo',
  anotherPhoto: 'Another photo',
  readingPhoto: 'Looking for a code in the photo…',
  nothingInPhoto: 'No code found in the photo. Go closer, keep it sharp, and try again.',
  noPicture: 'This file is no picture.',
  torch: 'Torch',
  again: 'Try again',
  hand: 'A hand scanner works as well; or close this and type.',
  trouble: {
    insecure: 'This page came over HTTP, so the browser allows no camera. Ask the operator for the HTTPS address; a photo works now.',
    denied: 'The camera is not allowed. Tap the icon left of the address, allow “Camera”, and try again; a photo works too.',
    none: 'This device has no camera. Choose a photo, or use a hand scanner.',
    busy: 'Another program is using the camera. Close it and try again; a photo works too.',
    decoder: 'The code reader did not load. Try again when the network is back.',
  },
  read: 'Read from the code',
  kept: 'Filled in; evidence: scanned',
  changed: 'Changed by hand; evidence: typed',
  noLot: 'The code names no lot: please type it',
  undo: 'Undo the scan',
  unknown: 'No code for goods that we know; nothing was filled in',
  unsound: 'The code is faulty; nothing was filled in',
  incomplete: 'The code is incomplete: it lacks an item number or the like. Compare it with the label.',
  part: { gtin: 'Item number', lot: 'Lot', production: 'Produced', expiry: 'Use by', bestBefore: 'Best before', netWeight: 'Net weight', serial: 'Serial', sscc: 'Logistic unit', gln: 'Location', batch: 'Label of this system', text: 'Content' },
  fault: {
    characters: 'characters that are not allowed', length: 'wrong length', empty: 'an empty part', check_digit: 'wrong check digit', date: 'no such day', time: 'no such time', not_listed: 'a code that is on no list',
    out_of_range: 'a wrong figure', coupon: 'a wrong coupon code', nothing: 'it is empty', unknown_ai: 'an identifier nobody knows', brackets: 'wrong brackets', needs: 'something that must come with it is missing', excluded: 'parts that exclude each other',
    repeated: 'two values for one part', no_key: 'no item number in the address', order: 'wrong order in the address', address: 'not an address', unknown: 'a kind of code nobody knows',
  },
  at: (place) => `character ${place}`,
}
