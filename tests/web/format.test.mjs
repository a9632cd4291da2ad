import assert from 'node:assert/strict';
import test from 'node:test';
import {addDays, addYears, areaTitle, bytesText, countText, dayText, isDay, marginText, metresText, periodText, placeText, plural, shareText} from '../../wwwroot/js/pure/format.js';

test('margins read as a person would say them', () => {
  assert.deepEqual([0, 0.04, 0.4, 9.94, 132.4, 999.6, 1532, 12345].map(metresText), ['on the line', 'on the line', '0.4 m', '9.9 m', '132 m', '1000 m', '1.5 km', '12 km']);
  assert.equal(metresText(null), 'more than 1 km');
  assert.equal(marginText(132.4), '132 m from the line');
  assert.equal(marginText(0), 'on the line');
  assert.equal(marginText(undefined), 'more than 1 km from the line');
});

test('days and periods', () => {
  assert.equal(dayText('2024-05-03'), '3 May 2024');
  assert.equal(dayText('2024-05-03T10:00:00Z'), '3 May 2024');
  assert.equal(dayText(null), '');
  assert.equal(dayText('2024-13-03'), '2024-13-03');
  assert.equal(periodText('2012-01-01', '2022-01-01'), '1 Jan 2012 – 31 Dec 2021');
  assert.equal(periodText('2022-01-01', null), 'from 1 Jan 2022');
  assert.equal(periodText(null, '2022-01-01'), 'until 31 Dec 2021');
  assert.equal(periodText(null, null), 'always');
});

test('the calendar knows leap years and month ends', () => {
  assert.equal(addDays('2024-03-01', -1), '2024-02-29');
  assert.equal(addDays('2023-12-31', 1), '2024-01-01');
  assert.equal(addYears('2024-02-29', -1), '2023-02-28');
  assert.equal(addYears('2024-05-03', -1), '2023-05-03');
  assert.ok(isDay('2024-02-29'));
  for (const no of ['2023-02-29', '2024-2-9', '20222-01-01', '', 'today', '2024-00-10']) assert.ok(!isDay(no), no);
});

test('numbers', () => {
  assert.deepEqual([0, 999, 1000, 1234567].map(countText), ['0', '999', '1,000', '1,234,567']);
  assert.deepEqual([[0, 10], [10, 10], [1, 100000], [1, 8], [3, 0]].map(([part, all]) => shareText(part, all)), ['0 %', '100 %', '< 0.1 %', '12.5 %', '']);
  assert.deepEqual([12, 4200, 1.25e6, 5.2e7, 2.1e9].map(bytesText), ['12 B', '4 kB', '1.3 MB', '52 MB', '2.1 GB']);
  assert.equal(plural(1, 'area'), '1 area');
  assert.equal(plural(1200, 'area'), '1,200 areas');
});

test('places south and west are said so', () => assert.equal(placeText({lon: -73.98, lat: -40.75}), '40.75000° S, 73.98000° W'));

test('a bare number is named with its layer', () => {
  assert.equal(areaTitle('Tracts', '55.01'), 'Tracts 55.01');
  assert.equal(areaTitle('Wards', 'Ward 4'), 'Ward 4');
});
