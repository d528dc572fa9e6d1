// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/attachmentservice.h"
#include "servicetest.h"

using namespace mostrador;
using namespace mostrador::services;

class TestServicesFiles : public test::ServiceTest
{
    Q_OBJECT

    Result<Attachment> upload(const Actor &actor, IncidentId id, const QString &name, const QByteArray &content,
                              bool internal = false)
    {
        return write<Attachment>(actor, [&](UnitOfWork &unit) {
            return attachments::add(unit, id, {name, content}, internal);
        });
    }

private Q_SLOTS:
    void keepsFiles();
    void tiesFilesToMessages();
    void bringsFilesWithTheForm();
};

void TestServicesFiles::keepsFiles()
{
    const Incident incident = makeIncident();
    const Actor customer = Actor::ofCustomer(incident.customer, QStringLiteral("x"));
    const QByteArray png = QByteArray::fromHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489");
    const auto photo = upload(customer, incident.id, QStringLiteral("C:\\fotos\\foto.html"), png);
    VERIFY_OK(photo);
    QCOMPARE(photo->fileName, QStringLiteral("foto.html"));
    QCOMPARE(photo->mediaType, QStringLiteral("image/png"));
    QCOMPARE(photo->size, png.size());
    QVERIFY(attachments::mayShowInline(photo->mediaType));
    const auto page = upload(people.agent, incident.id, QStringLiteral("foto.png"),
                             "<!DOCTYPE html><html><script>alert(1)</script></html>");
    VERIFY_OK(page);
    QCOMPARE(page->mediaType, QStringLiteral("text/html"));
    QVERIFY(!attachments::mayShowInline(page->mediaType));
    QVERIFY(!attachments::mayShowInline(QStringLiteral("image/svg+xml")));
    VERIFY_OK(upload(customer, incident.id, QString(), QByteArray()));
    const auto tooLarge = upload(customer, incident.id, QStringLiteral("x"), QByteArray(1'000'001, 'x'));
    COMPARE_REFUSED(tooLarge, ErrorCode::PayloadTooLarge);
    const QByteArray big(1'000'000, 'y');
    const auto large = upload(customer, incident.id, QStringLiteral("x"), big);
    VERIFY_OK(large);

    const auto content = [&](const Actor &actor, AttachmentId id) {
        return services::read<QByteArray>(as(actor), [&](UnitOfWork &unit) { return attachments::content(unit, id); });
    };
    QCOMPARE(*content(customer, photo->id), png);
    QCOMPARE(*content(people.agent, large->id), big);
    const auto secret = upload(people.agent, incident.id, QStringLiteral("interno.txt"), "solo nosotros", true);
    VERIFY_OK(secret);
    COMPARE_REFUSED(content(customer, secret->id), ErrorCode::NotFound);
    COMPARE_REFUSED(upload(customer, incident.id, QStringLiteral("x"), "x", true), ErrorCode::Forbidden);
    COMPARE_REFUSED(content(Actor::ofCustomer(makeCustomer().id, {}), photo->id), ErrorCode::NotFound);
    COMPARE_REFUSED(content(people.agent, AttachmentId(999'999)), ErrorCode::NotFound);
    const auto all = [&](const Actor &actor) {
        return services::read<QList<Attachment>>(
                   as(actor), [&](UnitOfWork &unit) { return attachments::ofIncident(unit, incident.id); })
            ->size();
    };
    QCOMPARE(all(customer), 4);
    QCOMPARE(all(people.auditor), 5);
    COMPARE_NAMES(eventsOf(incident.id).at(1).kind, EventKind::AttachmentAdded);
}

void TestServicesFiles::tiesFilesToMessages()
{
    const Incident incident = makeIncident();
    const Incident other = makeIncident();
    const auto mine = upload(people.agent, incident.id, QStringLiteral("a.txt"), "a");
    const auto foreign = upload(people.agent, other.id, QStringLiteral("b.txt"), "b");
    const auto theirs = upload(people.lead, incident.id, QStringLiteral("c.txt"), "c");
    VERIFY_OK(mine);
    VERIFY_OK(foreign);
    VERIFY_OK(theirs);
    const auto send = [&](const QList<AttachmentId> &ids) {
        NewMessage message;
        message.body = QStringLiteral("Adjunto");
        message.attachments = ids;
        return write<Message>(people.agent,
                              [&](UnitOfWork &unit) { return incidents::addMessage(unit, incident.id, message); });
    };
    QCOMPARE(codes(send({foreign->id}).error()), QStringLiteral("/attachment_ids/0 not_found"));
    QCOMPARE(codes(send({mine->id, mine->id}).error()), QStringLiteral("/attachment_ids/1 not_found"));
    QCOMPARE(codes(send({theirs->id}).error()), QStringLiteral("/attachment_ids not_found"));
    QCOMPARE(codes(send(QList<AttachmentId>(11, mine->id)).error()).contains(QLatin1String("too_many")), true);
    const auto sent = send({mine->id});
    VERIFY_OK(sent);
    QCOMPARE(sent->attachments, QList<AttachmentId>{mine->id});
    QCOMPARE(codes(send({mine->id}).error()), QStringLiteral("/attachment_ids/0 not_found"));
}

void TestServicesFiles::bringsFilesWithTheForm()
{
    NewIncident form;
    form.subject = QStringLiteral("Con foto");
    form.description = QStringLiteral("Véase.");
    form.customerData = newCustomer();
    AttachmentId kept;
    const auto opened = write<OpenedIncident>(anonymous(), [&](UnitOfWork &unit) -> Result<OpenedIncident> {
        const auto file = attachments::upload(unit, {QStringLiteral("foto.txt"), "x"});
        if (!file)
            return file.error();
        kept = file->id;
        form.attachments = {file->id};
        return incidents::open(unit, form);
    });
    VERIFY_OK(opened);
    const auto files = services::read<QList<Attachment>>(
        as(people.agent), [&](UnitOfWork &unit) { return attachments::ofIncident(unit, opened->incident.id); });
    VERIFY_OK(files);
    QCOMPARE(files->size(), 1);
    QVERIFY(files->at(0).message.has_value());
    // A file that another visitor left is not to be had by its number.
    const auto left = write<Attachment>(anonymous(), [](UnitOfWork &unit) {
        return attachments::upload(unit, {QStringLiteral("a"), "secret"});
    });
    VERIFY_OK(left);
    clock.advanceSeconds(1);
    form.customerData = newCustomer();
    form.attachments = {left->id};
    QCOMPARE(codes(open(anonymous(), form).error()), QStringLiteral("/attachment_ids/0 not_found"));
    COMPARE_REFUSED(services::read<Attachment>(as(people.agent),
                                               [&](UnitOfWork &unit) { return attachments::get(unit, left->id); }),
                    ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestServicesFiles)
#include "test_services_files.moc"
