// Loaded into an instance before its own program: its clock goes wrong by WRONG_BY_MS, timers do not. What the
// database says is not touched, as on a machine whose time service has failed.
const wrongBy = Number(process.env.WRONG_BY_MS ?? 0);
const Right = globalThis.Date;

globalThis.Date = class WrongDate extends Right {
  constructor(...parts) {
    if (parts.length === 0) super(Right.now() + wrongBy);
    else super(...parts);
  }
  // A date that came over the channel, or from the database, is one too.
  static [Symbol.hasInstance](value) {
    return value instanceof Right;
  }
  static now() {
    return Right.now() + wrongBy;
  }
};
