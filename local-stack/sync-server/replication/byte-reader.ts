/** Reads Postgres's wire integers and strings off a buffer, front to back. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  int8(): number {
    return this.#bytes.readUInt8(this.#advance(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.#bytes.readUInt32BE(this.#advance(4));
  }

  int64(): bigint {
    return this.#bytes.readBigUInt64BE(this.#advance(8));
  }

  /** One byte as a character: how messages name their kinds. */
  letter(): string {
    return String.fromCharCode(this.int8());
  }

  /** Text of a known length in bytes. */
  text(length: number): string {
    const start = this.#advance(length);
    return this.#bytes.toString('utf8', start, start + length);
  }

  /** Text up to a zero byte. */
  cString(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  #advance(length: number): number {
    const start = this.#at;
    this.#at += length;
    return start;
  }
}
