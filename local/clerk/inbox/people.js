// The demo people: one tap copies a number, ready to be pasted into the portal.

import { copy } from './copy.js';

const list = document.querySelector('[data-people]');
const template = document.querySelector('#person');

const ROLES = { owner: 'Owner', admin: 'Administrator' };

const grouped = (phoneNumber) => phoneNumber.replace(/^\+91(\d{5})(\d{5})$/, '$1 $2');
const partOf = ({ role, shop }) => (shop === null ? ROLES[role] : `${shop.name}, ${shop.city}`);

function cardFor(person) {
  const card = template.content.cloneNode(true).firstElementChild;
  const find = (selector) => card.querySelector(selector);
  const button = find('.person');
  const number = find('.number');
  find('.name').textContent = person.name;
  find('.part').textContent = partOf(person);
  number.textContent = grouped(person.phoneNumber);
  button.setAttribute('aria-description', 'Copies the number');
  button.addEventListener('click', () => copy(person.phoneNumber, { button, label: number, source: number }));
  return card;
}

const { items } = await (await fetch('/inbox/people')).json();
list.replaceChildren(...items.map(cardFor));
