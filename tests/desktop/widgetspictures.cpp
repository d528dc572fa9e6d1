// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/draftrequests.h"
#include "api/handoverrequests.h"
#include "models/incidentlistmodel.h"
#include "store/offlinedata.h"
#include "widgets/actionswindow.h"
#include "widgets/commands.h"
#include "widgets/composer.h"
#include "widgets/conflictdialog.h"
#include "widgets/consolestyle.h"
#include "widgets/handovers.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/incidentwindow.h"
#include "widgets/loginwindow.h"
#include "widgets/notice.h"
#include "widgets/notificationcentre.h"
#include "widgets/phonecalls.h"
#include "widgets/querycompleter.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/recordswindow.h"
#include "widgets/rowsview.h"
#include "widgets/sendundo.h"
#include "widgetsworld.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>
#include <QTextStream>

/// Takes pictures of every window against a real server with a small made-up company: in both languages, light and
/// dark, wide and narrow, and with large text. For the documentation, and to be looked at.
using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

namespace {

struct Case
{
    const char *subject;
    const char *body;
    Impact impact;
    Urgency urgency;
    const char *given;
    const char *family;
    std::optional<IncidentStatus> status;
};

const Case cases[] = {
    {"El router se reinicia solo cada noche",
     "Desde el martes, el router **se reinicia** hacia las 2:00.\n\n- Firmware 3.1\n- Tres equipos "
     "conectados\n\nAdjunto el registro.",
     Impact::High, Urgency::High, "Lucía", "Fernández Ortega", IncidentStatus::Open},
    {"Charged twice for order 10234", "My card shows two charges of 59,90 € for the same order. Please refund one.",
     Impact::Medium, Urgency::High, "James", "Whitfield", std::nullopt},
    {"La pantalla llegó rota", "La caja venía golpeada y la pantalla tiene una grieta.", Impact::Medium,
     Urgency::Medium, "Martín", "Ibáñez", IncidentStatus::WaitingCustomer},
    {"Cannot pair the headphones with my phone", "They blink blue, but never appear in the list.", Impact::Low,
     Urgency::Medium, "Sofía", "Marín", IncidentStatus::WaitingThirdParty},
    {"Factura con el NIF equivocado", "El NIF de la factura no es el de mi empresa.", Impact::Low, Urgency::Low, "Pau",
     "Soler", IncidentStatus::Resolved},
    {"Warranty: battery swells", "The battery of the tablet is swollen. Is it safe?", Impact::High, Urgency::Medium,
     "Ingrid", "Lindqvist", IncidentStatus::Open},
    {"Quiero cambiar la talla", "Pedí una M y necesito una L.", Impact::Low, Urgency::Low, "Carmen", "Núñez",
     IncidentStatus::Cancelled},
    {"Setup app crashes on start", "It closes at once on Android 14.", Impact::Medium, Urgency::Medium, "Oliver",
     "Grant", std::nullopt},
};

void settle(int ms = 400)
{
    QTest::qWait(ms);
}

class Pictures
{
public:
    Pictures(World &world, const QDir &folder)
        : m_world(world)
        , m_folder(folder)
    {}

    void take(QWidget *widget, const QString &name) const
    {
        settle();
        widget->grab().save(m_folder.filePath(name + QStringLiteral(".png")));
        QTextStream(stdout) << name << ' ' << widget->width() << 'x' << widget->height() << Qt::endl;
    }

    void makeCompany()
    {
        ApiClient &admin = m_world.colleague();
        NewTeam repairs;
        repairs.name = QStringLiteral("Reparaciones");
        repairs.description = QStringLiteral("Averías y garantías");
        const Team team = m_world.done(requests::createTeam(admin, repairs));
        NewTeam billing;
        billing.name = QStringLiteral("Facturación");
        billing.restricted = true;
        m_world.done(requests::createTeam(admin, billing));
        for (const auto &[name, query] : {std::pair("Pedidos sin responder", "status:open priority>=high -tag:spam"),
                                          std::pair("Devoluciones de esta semana", "tag:devolucion created>7d")}) {
            NewView view;
            view.name = QString::fromUtf8(name);
            view.scope = ViewScope::Everyone;
            view.query = QString::fromUtf8(query);
            m_world.done(requests::createView(admin, view));
        }
        NewCannedReply reply;
        reply.title = QStringLiteral("Pedir el número de serie");
        reply.shortcut = QStringLiteral("serie");
        reply.language = QStringLiteral("es");
        reply.body =
            QStringLiteral("Hola {{customer.given_name}}:\n\n¿Puede indicarnos el **número de serie**? Está en la "
                           "etiqueta de la base.\n\nUn saludo,\n{{agent.name}}");
        m_world.done(requests::createCannedReply(admin, reply));
        for (const auto &[name, colour] :
             {std::pair("devolucion", TagColour::Orange), std::pair("garantía", TagColour::Teal),
              std::pair("spam", TagColour::Grey)}) {
            NewTag tag;
            tag.name = QString::fromUtf8(name);
            tag.colour = colour;
            m_world.done(requests::createTag(admin, tag));
        }
        NewProduct router;
        router.sku = QStringLiteral("RX-200");
        router.name = QStringLiteral("Router X200");
        router.category = QStringLiteral("Redes");
        const Product product = m_world.done(requests::createProduct(admin, router));
        const Employee marta = m_world.employee(Role::Lead, QStringLiteral("Marta Vidal"), {team.id});
        const Employee diego = m_world.employee(Role::Agent, QStringLiteral("Diego Ramos"), {team.id});
        for (const Employee &who : {marta, diego}) {
            auto colleague = std::make_unique<Colleague>();
            colleague->client.setServer(QUrl(m_world.server().url()));
            const auto grant = m_world.done(requests::logIn(colleague->client, who.email, World::password()));
            colleague->client.setToken(grant.token.toLatin1(), true);
            colleague->feed.start(QUrl(grant.feedUrl));
            m_colleagues.push_back(std::move(colleague));
        }
        m_world.employee(Role::Auditor, QStringLiteral("Ruth Klein"));
        int number = 0;
        for (const Case &each : cases) {
            NewIncident input;
            input.subject = QString::fromUtf8(each.subject);
            input.description = QString::fromUtf8(each.body);
            input.impact = each.impact;
            input.urgency = each.urgency;
            NewCustomer who;
            who.givenName = QString::fromUtf8(each.given);
            who.familyName = QString::fromUtf8(each.family);
            who.email = QStringLiteral("%1@example.com").arg(who.givenName.toLower().remove(u'í').remove(u'á'));
            who.locale = QStringLiteral("es");
            who.phone = QStringLiteral("+34 600 11 22 3%1").arg(number);
            who.address = {QStringLiteral("Calle Mayor 1%1, 2.º B").arg(number), QStringLiteral("2800%1").arg(number),
                           QStringLiteral("Madrid"), QStringLiteral("Madrid"), QStringLiteral("ES")};
            input.customerData = who;
            input.channel = Channel::Web;
            input.orderNumber = QStringLiteral("A-1023%1").arg(number);
            input.team = team.id;
            if (number % 2 == 0) {
                input.product = product.id;
                input.assignee = marta.id;
            }
            if (number == 5)
                input.dueAt = Timestamp::now().plusSeconds(-3600);
            const Incident made = m_world.done(requests::createIncident(admin, input));
            if (number++ == 0) {
                first = made.id;
                m_world.said(made.id,
                             QStringLiteral("Gracias, Lucía. ¿Puede decirnos qué **luces** quedan encendidas después "
                                            "del reinicio?\n\nMire también [la guía](https://example.com/guia)."));
                m_world.said(
                    made.id,
                    QStringLiteral(
                        "Parece la misma avería que la del lote de mayo. Preguntar a fábrica antes de cambiarlo: ") +
                        mentionText(diego.id, diego.name) + QStringLiteral(", ¿puedes llamar?"),
                    true);
                m_world.done(requests::uploadAttachment(admin, made.id, QStringLiteral("registro-router.txt"),
                                                        QByteArray("02:00:01 reboot\n").repeated(60), false));
            }
            if (each.status && *each.status != IncidentStatus::New) {
                IncidentChange change;
                change.status = *each.status;
                m_world.changed(made.id, change);
            }
        }
    }

    void mainWindow(const QString &name, QSize size)
    {
        MainWindow *window = m_world.console().mainWindow();
        window->resize(size);
        settle();
        m_world.choose(first);
        take(window, name);
    }

    void round(const QString &language, ColorScheme scheme)
    {
        const QString tail = QStringLiteral("-%1-%2").arg(language, toString(scheme));
        m_world.openConsole(language);
        Console &console = m_world.console();
        console.setColorScheme(scheme);
        LoginWindow *login = console.loginWindow();
        login->findChild<QComboBox *>(QStringLiteral("server"))
            ->setEditText(QStringLiteral("http://support.example.com"));
        QTest::mouseClick(login->findChild<QPushButton *>(QStringLiteral("logIn")), Qt::LeftButton);
        take(login, QStringLiteral("login") + tail);
        m_world.logIn();
        MainWindow *window = console.mainWindow();
        if (!QTest::qWaitFor([&] { return console.feed().isLive(); }))
            qFatal("The feed does not come");
        window->queue().setQuery({});
        settle(800);
        mainWindow(QStringLiteral("main-wide") + tail, {1600, 900});
        together(window, tail);
        window->commands().find(QStringLiteral("view.openTab"))->action->trigger();
        settle();
        take(window, QStringLiteral("main-tab") + tail);
        window->commands().find(QStringLiteral("view.openWindow"))->action->trigger();
        settle();
        take(window->incidentWindows().all().first(), QStringLiteral("incident-window") + tail);
        window->incidentWindows().all().first()->close();
        window->panel().actions().note()->trigger();
        window->findChild<QPlainTextEdit *>(QStringLiteral("message"))
            ->setPlainText(QStringLiteral("Lote de mayo: números de serie 2205…"));
        take(window, QStringLiteral("main-note") + tail);
        window->findChild<QPlainTextEdit *>(QStringLiteral("message"))->clear();
        window->panel().tabs()->setCurrentIndex(1);
        window->findChild<QTableView *>(QStringLiteral("files"))->selectRow(0);
        take(window, QStringLiteral("main-files") + tail);
        window->panel().tabs()->setCurrentIndex(2);
        settle();
        take(window, QStringLiteral("main-history") + tail);
        window->panel().tabs()->setCurrentIndex(0);
        window->queue().setQuery(QStringLiteral("status:open priority>=purple"));
        take(window, QStringLiteral("main-mistake") + tail);
        searching(window, tail);
        window->queue().setQuery({});
        writing(window, tail);
        settle();
        mainWindow(QStringLiteral("main-narrow") + tail, {900, 900});
        window->resize(1600, 900);
        window->panel().actions().assign()->trigger();
        settle();
        take(dialogNamed(QStringLiteral("assignDialog")), QStringLiteral("assign") + tail);
        dialogNamed(QStringLiteral("assignDialog"))->close();
        for (const auto &[command, dialog, name] :
             {std::tuple("help.shortcuts", "shortcutsDialog", "shortcuts"),
              std::tuple("incident.due", "dueDialog", "due"), std::tuple("incident.tags", "tagPicker", "tagging"),
              std::tuple("view.palette", "commandPalette", "palette")}) {
            window->commands().find(QLatin1String(command))->action->trigger();
            settle();
            QDialog *shown = dialogNamed(QLatin1String(dialog));
            if (auto *edit = shown->findChild<QLineEdit *>(QStringLiteral("paletteEdit"))) {
                edit->setText(QStringLiteral("pa"));
                settle();
            }
            take(shown, QLatin1String(name) + tail);
            shown->close();
        }
        many(window, tail);
        phoneCall(window, tail);
        handingOver(window, tail);
        notifications(window, tail);
        records(window->showCustomers(), QStringLiteral("customers") + tail);
        records(window->showEmployees(), QStringLiteral("employees") + tail);
        records(window->showTeams(), QStringLiteral("teams") + tail);
        records(window->showProducts(), QStringLiteral("products") + tail);
        records(window->showViews(), QStringLiteral("views") + tail);
        records(window->showCannedReplies(), QStringLiteral("replies") + tail);
        records(window->showTags(), QStringLiteral("tags") + tail);
        const auto conflict =
            QList<requests::FieldConflict>{{QStringLiteral("priority"), QStringLiteral("critical"),
                                            QStringLiteral("low"), QStringLiteral("Diego Ramos"), Timestamp::now()}};
        Directory directory(console.client(), console.feed());
        Language words;
        words.use(language);
        ConflictDialog dialog(conflict, {console.client(), console.feed(), console.session(), directory, words},
                              window);
        dialog.show();
        take(&dialog, QStringLiteral("conflict") + tail);
    }

    /// Somebody known with an open incident, then somebody new and what is missing.
    void phoneCall(MainWindow *window, const QString &tail)
    {
        window->calls().open();
        CallForm *form = window->calls().form();
        auto *search = form->findChild<QLineEdit *>(QStringLiteral("callSearch"));
        search->setText(QStringLiteral("l"));
        search->setText(QStringLiteral("so"));
        settle(800);
        take(form, QStringLiteral("call-found") + tail);
        search->setText(QStringLiteral("fern"));
        QTest::keyClick(search, Qt::Key_Return);
        settle(1000);
        form->findChild<QLineEdit *>(QStringLiteral("subject"))->setText(QStringLiteral("Sin conexión desde ayer"));
        take(form, QStringLiteral("call-known") + tail);
        search->setText(QStringLiteral("Nuria Soler 600 123 456"));
        QTest::keyClick(search, Qt::Key_Return);
        settle(1000);
        QTest::mouseClick(form->findChild<QPushButton *>(QStringLiteral("callFile")), Qt::LeftButton);
        take(form, QStringLiteral("call-new") + tail);
        QTest::mouseClick(form->findChild<QPushButton *>(QStringLiteral("callAnew")), Qt::LeftButton);
        form->close();
    }

    /// The shift is given, one of a colleague is received, and read.
    void handingOver(MainWindow *window, const QString &tail)
    {
        IncidentChange mine;
        mine.assignee = m_world.console().session().employee().id;
        mine.dueAt = Timestamp::now().plusSeconds(5400);
        m_world.changed(first, mine);
        window->handovers().openForm();
        HandoverForm *form = window->handovers().form();
        settle(1500);
        take(form, QStringLiteral("handover") + tail);
        form->close();
        NewHandover given;
        given.toEmployee = mine.assignee.value();
        given.note = QStringLiteral("Lucía llama **a las cinco** por %1.\n\n- Fábrica contesta mañana\n- El abono de "
                                    "James está pedido")
                         .arg(window->panel().incident().incident().reference);
        given.incidents = {first};
        given.drafts = {{first, false, QStringLiteral("Hola, Lucía:\n\nmañana le enviamos el router nuevo.")}};
        m_world.done(requests::giveHandover(m_colleagues.front()->client, given));
        settle(2000);
        take(window, QStringLiteral("main-handover") + tail);
        window->handovers().openWindow();
        settle(1500);
        take(window->handovers().window(), QStringLiteral("handovers") + tail);
        window->handovers().window()->close();
    }

    /// Two colleagues are there, and a reply has just been sent.
    void together(MainWindow *window, const QString &tail)
    {
        for (const auto &colleague : m_colleagues)
            colleague->feed.presence().claim(&colleague->feed, first,
                                             colleague == m_colleagues.front() ? PresenceState::Writing
                                                                               : PresenceState::Viewing);
        window->findChild<QPlainTextEdit *>(QStringLiteral("message"))
            ->setPlainText(QStringLiteral("Le enviamos un router nuevo hoy mismo."));
        window->panel().composer().send();
        settle(1500);
        take(window, QStringLiteral("main-together") + tail);
        window->panel().sendUndo().undo();
        settle(1000);
        take(window, QStringLiteral("main-undone") + tail);
        window->findChild<QPlainTextEdit *>(QStringLiteral("message"))->clear();
        window->panel().notice().dismiss();
        for (const auto &colleague : m_colleagues)
            colleague->feed.presence().claim(&colleague->feed, first, PresenceState::Away);
    }

    /// A colleague called by a note, and a reply begun on two computers.
    void writing(MainWindow *window, const QString &tail)
    {
        window->activateWindow();
        m_world.choose(first);
        settle(800);
        auto *edit = window->panel().findChild<QPlainTextEdit *>(QStringLiteral("message"));
        window->panel().actions().note()->trigger();
        QTest::keyClicks(edit, QStringLiteral("Que lo mire @"));
        settle(800);
        QPixmap picture = window->grab();
        if (auto *offers = edit->findChild<QListWidget *>(QStringLiteral("completions")); offers->isVisible())
            QPainter(&picture).drawPixmap(window->mapFromGlobal(offers->pos()), offers->grab());
        picture.save(m_folder.filePath(QStringLiteral("main-mention%1.png").arg(tail)));
        QTest::keyClick(edit, Qt::Key_Escape);
        edit->clear();
        window->panel().composer().begin(Draft::Kind::Reply);
        edit->setPlainText(QStringLiteral("Buenos días, Lucía:"));
        DraftText other;
        other.body = QStringLiteral("Hola, Lucía:\n\nHemos encontrado la avería. Hoy sale un router nuevo.");
        m_world.done(requests::putDraft(m_world.console().client(), first, false, other, 0));
        settle(4000);
        take(window, QStringLiteral("main-drafts") + tail);
        window->panel().findChild<QPushButton *>(QStringLiteral("otherDraftDiscard"))->click();
        edit->clear();
        settle(2500);
    }

    /// A part alone, for whoever works on it.
    void partRound(const QString &language, ColorScheme scheme, void (Pictures::*part)(MainWindow *, const QString &))
    {
        m_world.openConsole(language);
        m_world.console().setColorScheme(scheme);
        m_world.logIn();
        MainWindow *window = m_world.console().mainWindow();
        window->resize(1600, 900);
        settle(800);
        (this->*part)(window, QStringLiteral("-%1-%2").arg(language, toString(scheme)));
    }

    /// What others did to my incidents, and what I want to know of it.
    void notifications(MainWindow *window, const QString &tail)
    {
        const Employee me = m_world.done(requests::currentSession(m_world.console().client())).employee;
        ApiClient &diego = m_colleagues.back()->client;
        const auto mine = m_world.done(requests::incidents(diego, {QStringLiteral("status:active"), {}, {}, 4})).items;
        for (const Incident &incident : mine) {
            IncidentChange change;
            change.assignee = std::optional<EmployeeId>();
            const Incident now = m_world.changed(incident.id, change);
            change.assignee = std::optional(me.id);
            if (incident.id == mine.constLast().id)
                change.dueAt = std::optional(Timestamp::now().plusSeconds(1200 + ++m_round));
            m_world.done(requests::changeIncident(diego, incident.id, change, now.version));
        }
        NewMessage note;
        note.internal = true;
        note.body = mentionText(me.id, me.name) + QStringLiteral(", ¿lo ves?");
        m_world.done(requests::addMessage(diego, first, note));
        settle(2500);
        window->panel().showNothing();
        take(window, QStringLiteral("main-notified") + tail);
        window->notifications().showList();
        window->notifications().notifications().markRead(mine.constFirst().id);
        settle();
        take(dialogNamed(QStringLiteral("notificationsDialog")), QStringLiteral("notifications") + tail);
        window->notifications().showSettings();
        settle();
        QDialog *settings = dialogNamed(QStringLiteral("notificationSettingsDialog"));
        settings->findChild<QCheckBox *>(QStringLiteral("notifyQuiet"))->setChecked(true);
        take(settings, QStringLiteral("notification-settings") + tail);
        settings->reject();
        dialogNamed(QStringLiteral("notificationsDialog"))->reject();
    }

    /// The list of an incident's files.
    void files(MainWindow *window, const QString &tail)
    {
        m_world.choose(first);
        window->panel().tabs()->setCurrentIndex(1);
        settle(800);
        take(&window->panel(), QStringLiteral("files") + tail);
    }

    /// Words with a mistake, as they are typed.
    void searching(MainWindow *window, const QString &tail)
    {
        window->queue().setQuery({});
        window->queue().focusFilter();
        typeText(window->queue().queryField()->lineEdit(), QStringLiteral("pnatalla"));
        settle(800);
        take(window, QStringLiteral("main-search") + tail);
        typeInto(window->queue().queryField()->lineEdit(), QStringLiteral("router assignee:"));
        settle(800);
        QListWidget *offered = window->queue().completer()->list();
        if (offered->isVisible())
            take(offered, QStringLiteral("search-offered") + tail);
        typeInto(window->queue().queryField()->lineEdit(), QStringLiteral("pa"));
        settle(800);
        if (offered->isVisible())
            take(offered, QStringLiteral("search-words") + tail);
    }

    void records(RecordsWindow *window, const QString &name)
    {
        if (!QTest::qWaitFor([&] { return window->model()->rowCount() > 0; }))
            qFatal("The list stays empty");
        window->table()->selectRow(0);
        settle();
        take(window, name);
        QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("new")), Qt::LeftButton);
        QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("save")), Qt::LeftButton);
        take(window, name + QStringLiteral("-new"));
        QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("discard")), Qt::LeftButton);
        window->close();
    }

    /// Many incidents: what will be done with them, and what was done with a way back.
    void many(MainWindow *window, const QString &tail)
    {
        window->activateWindow();
        window->queue().focusList();
        if (!QTest::qWaitFor([&] { return window->queue().table()->hasFocus(); }))
            qFatal("The list does not get the keyboard");
        QTest::keyClick(window->queue().table(), Qt::Key_A, Qt::ControlModifier);
        window->commands().find(QStringLiteral("incident.many"))->action->trigger();
        settle(600);
        QDialog *dialog = dialogNamed(QStringLiteral("bulkDialog"));
        if (!dialog)
            qFatal("Nothing is asked about many");
        dialog->findChild<QLineEdit *>(QStringLiteral("bulkAddTags"))->setText(QStringLiteral("devolucion"));
        dialog->findChild<QPlainTextEdit *>(QStringLiteral("bulkText"))
            ->setPlainText(QStringLiteral("Hemos recibido su devolución. Gracias por la espera."));
        settle(600);
        take(dialog, QStringLiteral("bulk") + tail);
        dialog->reject();
        window->queue().table()->clearSelection();
        m_world.choose(first);
    }

    /// The server is away, and the work goes on.
    void away(const QString &language, ColorScheme scheme)
    {
        const QString tail = QStringLiteral("-%1-%2").arg(language, toString(scheme));
        if (!m_world.server().isRunning() && !m_world.server().start())
            qFatal("The server does not come back");
        m_world.openConsole(language);
        Console &console = m_world.console();
        console.setColorScheme(scheme);
        m_world.logIn();
        MainWindow *window = console.mainWindow();
        window->resize(1600, 900);
        window->queue().setQuery({});
        OfflineData *copy = console.offline();
        if (!QTest::qWaitFor([&] { return copy->isReady() && copy->synchroniser().isComplete(); }, 30'000))
            qFatal("The copy is not made");
        m_world.choose(first);
        settle(800);
        m_world.server().kill();
        console.client().probe();
        if (!QTest::qWaitFor([&] { return console.client().isStoodIn(); }, 15'000))
            qFatal("Nobody stands in for the server");
        settle(800);
        window->panel().actions().assignToMe()->trigger();
        window->findChild<QPlainTextEdit *>(QStringLiteral("message"))
            ->setPlainText(QStringLiteral("Le enviamos un router nuevo hoy mismo."));
        window->panel().composer().send();
        settle(800);
        take(window, QStringLiteral("main-away") + tail);
        window->commands().find(QStringLiteral("changes.history"))->action->trigger();
        settle();
        auto *history = window->findChild<ActionsWindow *>();
        for (int i = 0; i < history->findChild<QTabWidget *>()->count(); ++i) {
            history->findChild<QTabWidget *>()->setCurrentIndex(i);
            take(history, QStringLiteral("actions-%1").arg(i) + tail);
        }
        history->close();
        window->queue().setQuery(QStringLiteral("nowhere"));
        take(window, QStringLiteral("main-away-nothing") + tail);
    }

private:
    struct Colleague
    {
        ApiClient client;
        FeedClient feed{client};
    };
    World &m_world;
    QDir m_folder;
    IncidentId first;
    int m_round = 0;
    std::vector<std::unique_ptr<Colleague>> m_colleagues;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication::setStyle(new ConsoleStyle);
    const QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Mostrador"));
    QApplication::setQuitOnLastWindowClosed(false);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        QTextStream(stderr)
            << "usage: mostrador_console_pictures <folder> [large|contrast|search|writing|notifications|files]"
            << Qt::endl;
        return 2;
    }
    QDir().mkpath(arguments.at(1));
    World world;
    if (!world.start()) {
        QTextStream(stderr) << world.error() << Qt::endl;
        return 1;
    }
    Pictures pictures(world, QDir(arguments.at(1)));
    pictures.makeCompany();
    for (const auto &[name, part] :
         {std::pair("search", &Pictures::searching), std::pair("writing", &Pictures::writing),
          std::pair("notifications", &Pictures::notifications), std::pair("files", &Pictures::files)}) {
        if (!arguments.contains(QLatin1String(name)))
            continue;
        for (const ColorScheme scheme : {ColorScheme::Light, ColorScheme::Dark}) {
            pictures.partRound(QStringLiteral("es"), scheme, part);
            pictures.partRound(QStringLiteral("en"), scheme, part);
        }
        return 0;
    }
    if (arguments.contains(QStringLiteral("large"))) {
        QFont font = QApplication::font();
        font.setPointSizeF(font.pointSizeF() * 1.4);
        QApplication::setFont(font);
        pictures.round(QStringLiteral("es"), ColorScheme::Light);
        return 0;
    }
    if (arguments.contains(QStringLiteral("contrast"))) {
        pictures.round(QStringLiteral("es"), ColorScheme::ContrastDark);
        pictures.round(QStringLiteral("en"), ColorScheme::ContrastLight);
        return 0;
    }
    pictures.round(QStringLiteral("es"), ColorScheme::Light);
    pictures.round(QStringLiteral("en"), ColorScheme::Dark);
    pictures.round(QStringLiteral("en"), ColorScheme::Light);
    pictures.round(QStringLiteral("es"), ColorScheme::Dark);
    pictures.away(QStringLiteral("es"), ColorScheme::Light);
    pictures.away(QStringLiteral("en"), ColorScheme::Dark);
    return 0;
}
