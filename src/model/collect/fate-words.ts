// Without schemas, so that the app can show the words without loading the checker.

/** Why an event was dropped: a closed list, each counted. */
export const dropReasons = {
  consent: 'the person refuses to have it kept',
  recalled: 'the person asked to be forgotten',
  bot: 'sent by a robot, which is counted and not kept among people',
  blocked_address: 'sent from a range of addresses that this source refuses',
  thinned: 'a reading so soon after the last, and so like it, that the source\'s rule leaves it out',
} as const;

/** Why an event was put into quarantine, where it can be repaired and replayed. */
export const quarantineCodes = {
  not_an_object: 'An event must be an object.',
  wrong_shape: 'A field has another type than the specification says.',
  no_identity: 'An event needs a userId, an anonymousId or a groupId.',
  illegal_id: 'This id stands for nobody in particular, and would join strangers.',
  no_event_name: 'A track call needs the name of its event.',
  unreadable_time: 'A time cannot be read.',
  too_large: 'An event may have 32 kB.',
  too_deep: 'Values are nested too deeply.',
  no_rule: 'No rule of the mapping takes this delivery.',
  no_record_id: 'The delivery has no id where the mapping says.',
  lacks_field: 'The record needs a field that stands nowhere in the delivery.',
  unreadable_value: 'A value cannot be read as what the mapping says it is.',
  not_json: 'The source reads places in JSON, and this is none.',
  no_device: 'A reading needs the id of its device, and none is where the source says.',
  no_value: 'No value is where the source says.',
} as const;

/** What may be odd about an event that is kept all the same. */
export const eventWarnings = {
  time_in_future: 'It said it was of the future: the time of arrival counts.',
  clock_corrected: 'The sender\'s clock was wrong: corrected by when it was sent.',
  text_repaired: 'Half characters were replaced.',
  shared_device: 'This anonymousId already belongs to another user: the two were not joined.',
  no_message_id: 'Without a messageId, a repetition cannot be told from a second event unless it is the same in every letter.',
} as const;
