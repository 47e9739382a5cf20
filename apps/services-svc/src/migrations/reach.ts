// What the policies of row-level security say, in the words of the settings that each transaction carries.

export const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
export const isInArea = `starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))`;
export const isOfPerson = `person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)`;
export const isOfUnit = `unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)`;
