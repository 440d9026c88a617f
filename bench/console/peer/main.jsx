/* The console's list and form in react-admin with its defaults, over the same API. It is given its tokens: it need not sign in. */
import {
  Admin,
  Create,
  Datagrid,
  DateField,
  DateInput,
  List,
  Resource,
  required,
  Show,
  SimpleForm,
  SimpleShowLayout,
  TextField,
  TextInput,
} from 'react-admin';
import { createRoot } from 'react-dom/client';

async function call(path, token, init) {
  const headers = {
    authorization: `Bearer ${token}`,
    'api-key': 'demo-registry-key',
    'content-type': 'application/json',
  };
  const answer = await fetch(path, { headers, ...init });
  return answer.json();
}
/** A clinic of the benchmark has one licence, so its id names both. */
const record = (license) => ({ ...license, id: license.legal_entity_id });

const dayIn = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const PERIOD = { expires_from: dayIn(0), expires_before: dayIn(91) };

const dataProvider = {
  async getList(_resource, { pagination: { page, perPage } }) {
    const query = new URLSearchParams({ page, page_size: perPage, ...PERIOD });
    const { data, paging } = await call(`/api/admin/licenses?${query}`, 'demo-registry');
    return { data: data.map(record), total: paging.total_entries };
  },
  async getOne(_resource, { id }) {
    const { data } = await call(`/api/admin/licenses?legal_entity_id=${id}`, 'demo-registry');
    return { data: record(data[0]) };
  },
  async create(_resource, { data }) {
    const init = { method: 'POST', body: JSON.stringify(data) };
    return { data: (await call('/api/licenses', 'demo-clinic-1', init)).data };
  },
};

const Licenses = () => (
  <List perPage={50}>
    <Datagrid rowClick="show">
      <TextField source="legal_entity.name" />
      <TextField source="type" />
      <TextField source="issued_by" />
      <TextField source="license_number" />
      <DateField source="expiry_date" />
    </Datagrid>
  </List>
);

const ShownLicense = () => (
  <Show>
    <SimpleShowLayout>
      <TextField source="legal_entity.name" />
      <TextField source="type" />
      <TextField source="license_number" />
      <DateField source="expiry_date" />
    </SimpleShowLayout>
  </Show>
);

const NewLicense = () => (
  <Create>
    <SimpleForm>
      <TextInput source="type" validate={required()} />
      <TextInput source="issued_by" validate={required()} />
      <TextInput source="license_number" />
      <TextInput source="order_no" />
      <DateInput source="issued_date" validate={required()} />
      <DateInput source="active_from_date" validate={required()} />
      <DateInput source="expiry_date" />
      <TextInput source="what_licensed" multiline />
    </SimpleForm>
  </Create>
);

createRoot(document.getElementById('root')).render(
  <Admin dataProvider={dataProvider} disableTelemetry>
    <Resource name="licenses" list={Licenses} show={ShownLicense} create={NewLicense} />
  </Admin>,
);
