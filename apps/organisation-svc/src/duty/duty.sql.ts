/** Appointments to posts that have duties, with what was done in them; what comes before says which. */
export const dutyHolders = (belongs: string) => /* SQL */ `
  select h.id as "appointmentId", h.post, h.area_id as "areaId", a.code as "areaCode",
         h.from_on as "fromOn", h.to_on as "toOn",
         (
           select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'duty', f.duty, 'period', f.period)), '[]')
           from duty_fulfilment f
           where f.appointment_id = h.id and f.duty is not null and f.state = 'RECORDED'
         ) as fulfilled
  from appointment h join area a on a.id = h.area_id
  where ${belongs}`;
