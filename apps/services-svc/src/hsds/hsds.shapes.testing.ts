import Ajv, { type ValidateFunction } from 'ajv';

/**
 * What the schemas of HSDS 3.1.3 say of the objects that we serve: their fields, which of them are required, the types,
 * formats and closed lists of values. Written down here in short from https://github.com/openreferral/specification
 * (branch 3.1, schema/*.json; Creative Commons Attribution-ShareAlike 4.0), without its texts, and stricter in one
 * thing: a field that the standard does not have is refused.
 */

const text = { type: 'string' };
const number = { type: 'number' };
const whole = { type: 'integer' };
const truth = { type: 'boolean' };
const id = { type: 'string', format: 'uuid' };
const uri = { type: 'string', format: 'uri' };
const email = { type: 'string', format: 'email' };
const day = { type: 'string', format: 'date' };
const moment = { type: 'string', format: 'date-time' };
const oneOf = (...values: string[]) => ({ type: 'string', enum: values });
const a = (name: string) => ({ $ref: `#/$defs/${name}` });
const many = (name: string) => ({ type: 'array', items: a(name) });

interface Shape {
  required: string[];
  fields: Record<string, object>;
}

const shapes: Record<string, Shape> = {
  service: {
    required: ['id', 'name', 'status'],
    fields: {
      id,
      organization_id: id,
      program_id: id,
      name: text,
      alternate_name: text,
      description: text,
      url: uri,
      email,
      status: oneOf('active', 'inactive', 'defunct', 'temporarily closed'),
      interpretation_services: text,
      application_process: text,
      fees_description: text,
      accreditations: text,
      eligibility_description: text,
      minimum_age: number,
      maximum_age: number,
      assured_date: day,
      assurer_email: email,
      alert: text,
      last_modified: moment,
      organization: a('organization'),
      schedules: many('schedule'),
      service_at_locations: many('service_at_location'),
      capacities: many('service_capacity'),
      attributes: many('attribute'),
    },
  },
  organization: {
    required: ['id', 'name', 'description'],
    fields: {
      id,
      name: text,
      alternate_name: text,
      description: text,
      email,
      website: uri,
      year_incorporated: number,
      legal_status: text,
      logo: text,
      uri,
      parent_organization_id: id,
      locations: many('location'),
      services: many('service'),
      attributes: many('attribute'),
    },
  },
  location: {
    required: ['id', 'location_type'],
    fields: {
      id,
      location_type: oneOf('physical', 'postal', 'virtual'),
      url: uri,
      organization_id: id,
      name: text,
      alternate_name: text,
      description: text,
      transportation: text,
      latitude: number,
      longitude: number,
      external_identifier: text,
      external_identifier_type: text,
      addresses: many('address'),
      schedules: many('schedule'),
      attributes: many('attribute'),
    },
  },
  service_at_location: {
    required: ['id'],
    fields: {
      id,
      service_id: id,
      location_id: id,
      description: text,
      service: a('service'),
      location: a('location'),
      schedules: many('schedule'),
      attributes: many('attribute'),
    },
  },
  address: {
    required: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
    fields: {
      id,
      location_id: id,
      attention: text,
      address_1: text,
      address_2: text,
      city: text,
      region: text,
      state_province: text,
      postal_code: text,
      country: text,
      address_type: oneOf('physical', 'postal', 'virtual'),
    },
  },
  schedule: {
    required: ['id'],
    fields: {
      id,
      service_id: id,
      location_id: id,
      service_at_location_id: id,
      valid_from: day,
      valid_to: day,
      dtstart: day,
      timezone: number,
      until: day,
      count: number,
      wkst: oneOf('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'),
      freq: oneOf('WEEKLY', 'MONTHLY'),
      interval: number,
      byday: text,
      byweekno: text,
      bymonthday: text,
      byyearday: text,
      description: text,
      opens_at: text,
      closes_at: text,
      schedule_link: uri,
      attending_type: text,
      notes: text,
    },
  },
  service_capacity: {
    required: ['id', 'unit', 'available', 'updated'],
    fields: {
      id,
      service_id: id,
      unit_id: id,
      unit: a('unit'),
      available: number,
      maximum: number,
      description: text,
      updated: moment,
    },
  },
  unit: { required: ['id', 'name'], fields: { id, name: text, scheme: text, identifier: text, uri } },
  attribute: {
    required: ['id'],
    fields: {
      id,
      link_id: id,
      taxonomy_term_id: id,
      link_type: text,
      link_entity: text,
      value: text,
      label: text,
      taxonomy_term: a('taxonomy_term'),
    },
  },
  taxonomy: {
    required: ['id', 'name', 'description'],
    fields: { id, name: text, description: text, uri, version: text },
  },
  taxonomy_term: {
    required: ['id', 'name', 'description'],
    fields: {
      id,
      code: text,
      name: text,
      description: text,
      parent_id: id,
      taxonomy: text,
      taxonomy_detail: a('taxonomy'),
      language: text,
      taxonomy_id: id,
      term_uri: uri,
    },
  },
};

const formats = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  uri: /^https?:\/\/\S+$/,
  email: /^\S+@\S+$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
};

const $defs = Object.fromEntries(
  Object.entries(shapes).map(([name, { required, fields }]) => [
    name,
    { type: 'object', required, properties: fields, additionalProperties: false },
  ]),
);

const pageOf = (name: string) => ({
  type: 'object',
  required: ['empty', 'contents'],
  properties: {
    total_items: whole,
    total_pages: whole,
    page_number: whole,
    size: whole,
    first_page: truth,
    last_page: truth,
    empty: truth,
    contents: many(name),
  },
  additionalProperties: false,
});

const ajv = new Ajv({ formats });
const validators = new Map<string, ValidateFunction>();

/** What is wrong with an object, or a page of objects, by the standard; nothing when it is as it should be. */
export function faultsOf(name: string, value: unknown, { isPage = false } = {}) {
  const key = `${name} ${isPage}`;
  const validate = validators.get(key) ?? ajv.compile({ ...(isPage ? pageOf(name) : a(name)), $defs });
  validators.set(key, validate);
  return validate(value)
    ? []
    : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}
