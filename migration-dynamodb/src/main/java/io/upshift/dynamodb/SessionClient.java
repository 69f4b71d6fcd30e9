package io.upshift.dynamodb;

import io.upshift.StepException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** The service's client, with a gate before every call that changes something; it can't be closed. */
final class SessionClient implements InvocationHandler {
    private final DynamoDbClient client;
    private final Gate gate;

    /** What a changing call passes through. */
    interface Gate {
        void before(boolean changesTable) throws StepException;

        void after(String statement, Duration took);
    }

    private SessionClient(DynamoDbClient client, Gate gate) {
        this.client = client;
        this.gate = gate;
    }

    static DynamoDbClient of(DynamoDbClient client, Gate gate) {
        Object proxy = Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                new SessionClient(client, gate));
        return (DynamoDbClient) proxy;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
        boolean isShorthand = first instanceof Consumer || method.getName().endsWith("Paginator");
        if (method.getName().equals("close")) {
            return null;
        } else if (method.isDefault() && isShorthand) {
            return InvocationHandler.invokeDefault(proxy, method, arguments); // comes back here with its request
        } else if (first instanceof DynamoDbRequest request && Calls.changesSomething(method.getName())) {
            gate.before(Calls.changesTable(method.getName()));
            long begun = System.nanoTime();
            Object response = call(method, arguments);
            gate.after(Calls.text(request), Duration.ofNanos(System.nanoTime() - begun));
            return response;
        }
        return call(method, arguments);
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
