-- Whose a device is from a day on, as the company's own list says. `since` is empty from the beginning; of account and product
-- NULL says nothing, and an empty text that it is nobody's.
CREATE TABLE listed_devices (
  device text NOT NULL,
  since text NOT NULL CHECK (since ~ '^(\d{4}-\d\d-\d\d)?$'),
  account text,
  product text,
  at timestamptz NOT NULL,
  by_user text,
  PRIMARY KEY (device, since)
);
