-- Who was asked about which deal, and what stands as the answer. Every step of it is a fact in `ask_facts` of the other engine,
-- but for the own words: they are here alone. Personal: `contact_id` and `comment`.
CREATE TABLE asks (
  id text PRIMARY KEY,
  -- Empty where the ask came with an export: its link belongs to another installation.
  token_id text NOT NULL,
  deal_id text NOT NULL,
  contact_id text,
  created_at timestamptz NOT NULL,
  by_user text,
  asker text,
  expires_at timestamptz NOT NULL,
  said text,
  offer_wanted boolean,
  comment text,
  answered_at timestamptz,
  declined_at timestamptz,
  taken_back_at timestamptz
);
CREATE INDEX asks_of_deal ON asks (deal_id, created_at);
CREATE INDEX asks_of_contact ON asks (contact_id);
