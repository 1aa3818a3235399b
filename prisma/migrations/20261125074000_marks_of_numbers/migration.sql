-- Meeting numbers are kept as keyed fingerprints from here on. The key is not in the database, so the numbers that are
-- here go; the next history read brings the marks of what it reads again.
UPDATE activity SET meeting_number = NULL WHERE meeting_number IS NOT NULL;

-- Nearly all events are short, so those that touch a day begin near it and are found by their start. The few long ones
-- are found here.
CREATE INDEX calendar_event_long_idx ON calendar_event (organisation_id, person_id, end_at)
  WHERE end_at - start_at > interval '48 hours';

ALTER TABLE calendar_event
  ADD CONSTRAINT calendar_event_provider_check CHECK (provider IN ('zoom', 'teams', 'meet', 'other')),
  ADD CONSTRAINT calendar_event_span_check CHECK (start_at <= end_at),
  ADD CONSTRAINT calendar_event_private_check CHECK (NOT private OR title IS NULL);
