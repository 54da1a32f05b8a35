// The phone's screen: shows what the stand-in sent, live. The server sends the whole list at every change.

import { announce, copy } from './copy.js';

const CLOCK_EVERY_MS = 10_000;

const find = (selector, within = document) => within.querySelector(selector);
const list = find('[data-messages]');
const template = find('#message');
const filter = find('#filter');
const cards = new Map();
let isFirstList = true;

const clockTime = new Intl.DateTimeFormat('en-IN', { hour: 'numeric', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-IN', {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});

const grouped = (phoneNumber) => phoneNumber.replace(/^\+91(\d{5})(\d{5})$/, '+91 $1 $2');
const groupedCode = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;
const digitsOf = (text) => text.replace(/\D/g, '');

function timeInWords(sentAt) {
  const minutes = Math.floor((Date.now() - sentAt) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return (minutes < 24 * 60 ? clockTime : dayAndTime).format(sentAt);
}

function cardFor(message) {
  const card = template.content.cloneNode(true).firstElementChild;
  card.dataset.digits = digitsOf(message.to);
  card.dataset.sentAt = message.sentAt;
  find('time', card).dateTime = message.sentAt;
  find('.to', card).textContent = `to ${grouped(message.to)}`;
  find('.body', card).textContent = message.body;
  find('.code', card).textContent = groupedCode(message.code);
  const button = find('.copy', card);
  button.setAttribute('aria-label', `Copy ${message.code}, sent to ${grouped(message.to)}`);
  button.addEventListener('click', () =>
    copy(message.code, { button, label: button, source: find('.code', card) }),
  );
  return card;
}

function show({ items, portal }) {
  const wanted = new Map(
    items.map((message) => [`${message.sentAt} ${message.to} ${message.code}`, message]),
  );
  for (const [key, card] of cards) {
    if (wanted.has(key)) continue;
    card.remove();
    cards.delete(key);
  }
  // Oldest first, each put on top: cards that are there already keep their place and their focus.
  for (const [key, message] of [...wanted].reverse()) {
    if (cards.has(key)) continue;
    const card = cardFor(message);
    if (!isFirstList) arrive(card, message);
    cards.set(key, card);
    list.prepend(card);
  }
  isFirstList = false;
  if (portal !== null) for (const link of document.querySelectorAll('[data-portal]')) link.href = portal;
  refresh();
}

function arrive(card, message) {
  card.dataset.arriving = '';
  announce(`New message to ${grouped(message.to)}: ${message.code}`);
}

function refresh() {
  const typed = digitsOf(filter.value);
  let newest = true;
  for (const card of list.children) {
    card.hidden = !card.dataset.digits.includes(typed);
    card.toggleAttribute('data-newest', newest && !card.hidden);
    if (!card.hidden) newest = false;
  }
  const isFiltered = list.children.length > 0;
  find('[data-empty]').hidden = !newest;
  find('[data-empty-title]').textContent = isFiltered ? 'No message to this number' : 'No messages yet';
  find('[data-empty-text]').hidden = isFiltered;
}

function tick() {
  find('[data-clock]').textContent = clockTime.format(Date.now());
  for (const card of list.children)
    find('time', card).textContent = timeInWords(Date.parse(card.dataset.sentAt));
}

function showConnection(state, text) {
  const connection = find('.connection');
  connection.dataset.connection = state;
  connection.textContent = text;
}

const messages = new EventSource('/inbox/messages');
messages.addEventListener('open', () => showConnection('live', 'Live'));
messages.addEventListener('error', () => showConnection('waiting', 'Reconnecting'));
messages.addEventListener('message', ({ data }) => {
  show(JSON.parse(data));
  tick();
});
filter.addEventListener('input', refresh);
setInterval(tick, CLOCK_EVERY_MS);
tick();
