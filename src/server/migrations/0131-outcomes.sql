-- What a group was told, and the automatic calls of a city, the latest first.
CREATE INDEX message_of_robot ON message (tenant_id, robot_id, id DESC) WHERE robot_id IS NOT NULL;
CREATE INDEX message_of_voice ON message (tenant_id, id DESC) WHERE medium = 'voice';
