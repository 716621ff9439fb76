-- 我的批示: the sheets somebody issued, the latest first.
CREATE INDEX sheet_of_person ON sheet (tenant_id, issued_by, issued_at DESC, appeal_id DESC, no DESC) WHERE issued_by IS NOT NULL;
