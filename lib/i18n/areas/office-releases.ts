import { area } from "#lib/i18n/translate.ts";

/** The publisher's page: releases that are due, corrections, and what came of the orders. */
export const officeReleases = area({
  kk: {
    "title": "Шығарылымдар", "about": "Айлық шығарылымды портал әр айдың 6-сында өзі жасайды. Мұнда оны кешіксе қайта тапсыруға және түзету шығаруға болады. Екеуі де сол бір құпиялық тексеруінен өтеді.",
    "next": "Келесі шығарылым: {day}.", "preview": "Онда не көрінетіні", "none": "Әзірге бірде-бір өтініш жоқ.",
    "due": "Кезегі келген шығарылымдар: {days}.", "due.none": "Кезегі келіп тұрған шығарылым жоқ.", "publish": "Қазір шығару",
    "late": "Кеш келген өтініштер", "late.about": "Айы жарияланып кеткен соң түскен өтініштер. Ай бойынша жеткілікті жиналғанда ғана түзетуге кіреді: азы біреуді танытып қоюы мүмкін.", "late.none": "Кеш келген өтініш жоқ.", "late.month": "Ай", "late.n": "Саны", "late.enough": "Түзетуге кіреді", "late.yes": "иә", "late.no": "жоқ, аз",
    "correct": "Түзету шығару", "correct.about": "Түзету кеш келген өтініштерді бұрынғы шығарылымның үстіне қосады; бұрынғы файлдар өзгермейді. Себебін оқырмандар үш тілде көреді.", "reason_kk": "Себебі, қазақша", "reason_ru": "Себебі, орысша", "reason_en": "Себебі, ағылшынша", "correct.submit": "Түзетуді шығару",
    "orders": "Соңғы тапсырыстар", "orders.none": "Әзірге тапсырыс болған жоқ.", "order": "Тапсырыс", "state": "Жайы", "when": "Уақыты", "kind.correction": "Түзету", "kind.regular": "Айлық шығарылым", "by": "{name}", "system": "портал өзі",
    "waiting": "Кезекте", "running": "Орындалуда: {what}", "running.left": "Орындалуда: {what}, қалғаны {left, number}", "published": "Жарияланды: {release}", "refused": "Жарияланбады", "cells": "Қай ұяшықтар және неге",
    "refusal.future": "Күні әлі келген жоқ.", "refusal.back": "Бұдан кейінгі күнге шығарылым жасалып қойған.", "refusal.nothingPublished": "Әлі ештеңе жарияланбаған, түзететін ештеңе жоқ.", "refusal.nothingLate": "Жарияланған кезеңдерге кеш келген өтініш жоқ.",
    "refusal.heldBack": "Кеш келген өтініштер әр айда тым аз: тағы келгенше күтеді.", "refusal.nothingDue": "Кезегі келген шығарылым жоқ, бәрі жарияланған.", "refusal.disclosure": "Құпиялықты сақтап жариялаудың жолы табылмады.", "refusal.fault": "Қате болды. Әкімшіге хабарлаңыз: толығы сервер журналында.",
  },
  ru: {
    "title": "Выпуски", "about": "Ежемесячный выпуск портал делает сам 6-го числа. Здесь его можно заказать, если он задержался, и выпустить исправление. И то и другое проходит ту же проверку на раскрытие.",
    "next": "Следующий выпуск: {day}.", "preview": "Что в нём будет", "none": "Пока нет ни одного обращения.",
    "due": "Пора выпустить: {days}.", "due.none": "Выпусков, которым подошёл срок, нет.", "publish": "Выпустить сейчас",
    "late": "Поступившие с опозданием", "late.about": "Обращения, которые попали в базу после публикации своего месяца. В исправление войдут, только когда их за месяц наберётся достаточно: малое число могло бы выдать человека.", "late.none": "Опоздавших обращений нет.", "late.month": "Месяц", "late.n": "Число", "late.enough": "Войдут в исправление", "late.yes": "да", "late.no": "нет, мало",
    "correct": "Выпустить исправление", "correct.about": "Исправление добавляет опоздавшие обращения; прежние файлы не меняются. Причину читатели видят на трёх языках.", "reason_kk": "Причина по-казахски", "reason_ru": "Причина по-русски", "reason_en": "Причина по-английски", "correct.submit": "Выпустить исправление",
    "orders": "Последние заказы", "orders.none": "Заказов пока не было.", "order": "Заказ", "state": "Состояние", "when": "Время", "kind.correction": "Исправление", "kind.regular": "Ежемесячный выпуск", "by": "{name}", "system": "сам портал",
    "waiting": "Ждёт", "running": "Выполняется: {what}", "running.left": "Выполняется: {what}, осталось {left, number}", "published": "Опубликован {release}", "refused": "Не опубликовано", "cells": "Какие ячейки и почему",
    "refusal.future": "Этот день ещё не настал.", "refusal.back": "Уже есть выпуск на более поздний день.", "refusal.nothingPublished": "Ещё ничего не опубликовано, исправлять нечего.", "refusal.nothingLate": "За опубликованные периоды ничего не поступило с опозданием.",
    "refusal.heldBack": "В каждом месяце опоздавших обращений слишком мало: они подождут, пока наберётся больше.", "refusal.nothingDue": "Выпускать нечего: всё, чему подошёл срок, вышло.", "refusal.disclosure": "Не нашлось способа опубликовать, не раскрыв людей.", "refusal.fault": "Произошла ошибка. Сообщите администратору: подробности в журнале сервера.",
  },
  en: {
    "title": "Releases", "about": "The portal makes the monthly release by itself on the 6th. Here it can be ordered when it is late, and a correction can be made. Both pass the same disclosure control.",
    "next": "Next release: {day}.", "preview": "What it will show", "none": "There is no appeal yet.",
    "due": "Due now: {days}.", "due.none": "No release is due.", "publish": "Publish now",
    "late": "Came in late", "late.about": "Appeals that came in after their month was published. A correction takes up those of a month that has enough of them: a few could point at a person.", "late.none": "Nothing came in late.", "late.month": "Month", "late.n": "Number", "late.enough": "Taken up by a correction", "late.yes": "yes", "late.no": "no, too few",
    "correct": "Make a correction", "correct.about": "A correction adds the appeals that came in late; earlier files stay as they are. Readers see the reason in three languages.", "reason_kk": "Reason, in Kazakh", "reason_ru": "Reason, in Russian", "reason_en": "Reason, in English", "correct.submit": "Publish the correction",
    "orders": "Latest orders", "orders.none": "Nothing has been ordered yet.", "order": "Order", "state": "State", "when": "Time", "kind.correction": "Correction", "kind.regular": "Monthly release", "by": "{name}", "system": "the portal itself",
    "waiting": "Waiting", "running": "Under way: {what}", "running.left": "Under way: {what}, {left, number} left", "published": "Published: {release}", "refused": "Not published", "cells": "Which cells, and why",
    "refusal.future": "That day has not come yet.", "refusal.back": "There is a release of a later day already.", "refusal.nothingPublished": "Nothing has been published yet, so there is nothing to correct.", "refusal.nothingLate": "Nothing came in late for a published period.",
    "refusal.heldBack": "Every month has too few late appeals: they wait until more have come.", "refusal.nothingDue": "Nothing is due: all of it is out.", "refusal.disclosure": "No way was found to publish without exposing people.", "refusal.fault": "Something went wrong. Tell the administrator: the server’s log has the details.",
  },
});
