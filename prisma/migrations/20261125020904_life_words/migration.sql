-- The words of a connection's life, and of what becomes of data when a Zoom account removes the app.
ALTER TABLE "connection"
  ADD CONSTRAINT "connection_state_known" CHECK ("state" IN ('importing', 'waiting', 'active', 'stalled', 'attention', 'paused', 'disconnected', 'deauthorised'));
ALTER TABLE "connection_product"
  ADD CONSTRAINT "connection_product_health_known" CHECK ("health" IN ('ok', 'refused', 'missingScope', 'planRefuses', 'notLicensed'));
ALTER TABLE "integration"
  ADD CONSTRAINT "integration_after_removal_known" CHECK ("after_removal" IN ('delete', 'hold'));
ALTER TABLE "receiver_heartbeat"
  ADD CONSTRAINT "receiver_heartbeat_kind_known" CHECK ("kind" IN ('web', 'ingest'));
