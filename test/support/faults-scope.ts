/**
 * How much of the faults a run goes through: a telling part with `npm test`, all of it with `npm run faults`
 * (`JALON_FAULTS=whole`).
 */
export const WHOLE_FAULTS = process.env['JALON_FAULTS'] === 'whole';
