-- Alerts of negative coverage that somebody has dealt with.
CREATE TABLE handled_alerts (
  alert_id text PRIMARY KEY,
  at timestamptz NOT NULL,
  by_user text
);
