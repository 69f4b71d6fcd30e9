package io.upshift.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConversationTest {
    private final Conversation conversation = new Conversation();

    @Test
    void aSimpleQueryOfThreeStatementsIsOneRoundTrip() {
        client("Q");
        server("CCCZ");

        assertThat(conversation.traffic()).isEqualTo(new Traffic(3, 1));
    }

    @Test
    void aBeginSentAheadOfItsStatementIsTheSameRoundTrip() {
        client("QPBDES");
        server("CZ12TDCZ");

        assertThat(conversation.traffic()).isEqualTo(new Traffic(2, 1));
    }

    @Test
    void aBeginThatIsAnsweredBeforeItsStatementHasLeftIsStillTheSameRoundTrip() {
        client("QP");
        server("CZ");
        client("BDES");
        server("12TDCZ");

        assertThat(conversation.traffic()).isEqualTo(new Traffic(2, 1));
    }

    @Test
    void waitingForAnAnswerBeforeTheNextRequestIsAnotherRoundTrip() {
        client("PBES");
        server("12CZ");
        client("BES");
        server("2EZ");

        assertThat(conversation.traffic()).isEqualTo(new Traffic(2, 2));
    }

    @Test
    void messagesAreFoundHoweverTheyAreCut() {
        byte[] bytes = {'C', 0, 0, 0, 6, 'Z', 'Z', 'Z', 0, 0, 0, 5, 'I', 'C', 0, 0, 0, 4};
        StringBuilder whole = new StringBuilder();
        StringBuilder cut = new StringBuilder();

        Messages.ofServer(whole::append).accept(bytes, bytes.length);
        Messages oneByOne = Messages.ofServer(cut::append);
        for (byte b : bytes) {
            oneByOne.accept(new byte[] {b}, 1);
        }

        assertThat(whole).hasToString("CZC");
        assertThat(cut).hasToString("CZC");
    }

    private void client(String types) {
        types.chars().forEach(type -> conversation.fromClient((char) type));
    }

    private void server(String types) {
        types.chars().forEach(type -> conversation.fromServer((char) type));
    }
}
