// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Comfort only: everything works without it.
(function () {
  'use strict';

  var busyMilliseconds = 30000; // then the visitor may try again: a second try is known as the same one

  // Without focus a screen reader might not read what went wrong.
  var first = document.getElementById('errors') || document.getElementById('notice');
  if (first) {
    first.focus();
  }

  // The page has our clock's time; the visitor's own is of more use.
  var place = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
  var day = new Intl.DateTimeFormat(place, { day: 'numeric', month: 'long', year: 'numeric' });
  var clock = new Intl.DateTimeFormat(place, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
  document.querySelectorAll('time[datetime]').forEach(function (time) {
    var at = new Date(time.dateTime);
    time.title = time.textContent;
    time.textContent = day.format(at) + ', ' + clock.format(at);
  });

  function countCharacters(area) {
    var most = Number(area.dataset.max);
    var line = document.createElement('p');
    line.className = 'counter';
    line.id = area.id + '-counter';
    line.hidden = true;
    area.after(line);
    function update() {
      var left = most - Array.from(area.value).length;
      line.hidden = left > Math.max(500, most / 100);
      line.textContent = area.dataset.counter.replace('%1', left.toLocaleString(document.documentElement.lang));
      line.classList.toggle('counter-over', left < 0);
    }
    area.addEventListener('input', update);
    update();
  }
  document.querySelectorAll('textarea[data-max]').forEach(countCharacters);

  function checkSize(input) {
    input.addEventListener('change', function () {
      var total = Array.from(input.files).reduce(function (sum, file) { return sum + file.size; }, 0);
      var tooLarge = total > Number(input.dataset.maxBytes);
      var line = document.getElementById(input.id + '-size');
      if (line) {
        line.remove();
      }
      input.closest('.field').classList.toggle('field-bad', tooLarge);
      if (tooLarge) {
        line = document.createElement('p');
        line.id = input.id + '-size';
        line.className = 'field-error';
        line.setAttribute('role', 'alert');
        line.textContent = input.dataset.tooLarge;
        input.before(line);
      }
    });
  }
  document.querySelectorAll('input[data-max-bytes]').forEach(checkSize);

  function free(button) {
    button.removeAttribute('aria-disabled');
    if (button.dataset.idle) {
      button.textContent = button.dataset.idle;
    }
  }

  document.querySelectorAll('form').forEach(function (form) {
    var button = form.querySelector('button[data-busy]');
    if (!button) {
      return;
    }
    form.addEventListener('submit', function (event) {
      if (button.getAttribute('aria-disabled') === 'true') {
        event.preventDefault();
        return;
      }
      if (document.getElementById('files-size') && form.contains(document.getElementById('files-size'))) {
        event.preventDefault();
        form.querySelector('input[type="file"]').focus();
        return;
      }
      button.dataset.idle = button.textContent;
      button.setAttribute('aria-disabled', 'true');
      button.textContent = button.dataset.busy;
      window.setTimeout(free, busyMilliseconds, button);
    });
  });
  // Back from the next page: the browser may bring the page back as it was left.
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('button[data-busy]').forEach(free);
  });
}());
