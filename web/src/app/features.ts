/** Loads every feature's register.ts; the bundler finds them, nobody lists them. The public window has an entry of its own. */
const registrations = import.meta.glob("../features/*/register.{ts,tsx}", { eager: true });

export const featureCount = Object.keys(registrations).length;
