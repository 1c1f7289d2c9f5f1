/**
 * Every code with which the server's own rules say no, by category. The first
 * two letters are the category: RV not valid, RD something it needs is not
 * there, RA not allowed, RH not decided: app and server are of different
 * versions, and the queue is held. The list equals what the SQL raises, by test.
 */
export const failureCodes = {
  RVSHP: 'The document lacks a part or has one in the wrong place.',
  RVSIZ: 'The document is too large.',
  RVDUP: 'Another document has this id.',
  RVNUM: "The number is not of this device's series.",
  RVLIN: 'The lines have no ids of their own, or there are none.',
  RVLOT: 'A batch-tracked item has no batch.',
  RVBAT: 'A batch does not fit its item.',
  RVQTY: 'A quantity is not possible.',
  RVPRC: 'A price or cost is not possible.',
  RVTOT: 'The amounts do not add up.',
  RVPAY: 'The payments do not settle the total.',
  RVRET: 'What comes back is not what was sold, or more than that.',
  RVCUS: 'What a customer owes or pays has no customer.',
  RVSTK: 'There is not enough stock.',
  RVNOT: 'The note that says why is missing.',
  RVPST: 'The document is in the books already.',
  RVADM: 'A location needs an admin.',
  RVMBR: 'The person does not work at this location.',
  RVINV: 'The invitation is used, or there is none.',
  RVCPY: 'The catalog cannot be copied there.',
  RVRCV: 'The transfer is received already.',
  RVKND: 'This kind of document cannot be posted.',
  RDITM: 'An item is not on the server.',
  RDTAX: 'A tax rate is not on the server.',
  RDLOT: 'A batch is not on the server.',
  RDCUS: 'A customer is not on the server.',
  RDSUP: 'A supplier is not on the server.',
  RDSAL: 'A sale is not on the server.',
  RDLOC: 'A location is not on the server.',
  RDTRF: 'A transfer is not on the server.',
  RALOC: 'Not a member of this location.',
  RAROL: 'The role does not allow this.',
  RADEV: 'The device is not registered here.',
  RHVER: 'The server does not take records of this version.',
  RHKND: 'The server does not know this kind of document.',
} as const;

export type FailureCode = keyof typeof failureCodes;
